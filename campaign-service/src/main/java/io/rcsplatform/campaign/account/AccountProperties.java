package io.rcsplatform.campaign.account;

import io.rcsplatform.provider.AccountSettings;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

@ConfigurationProperties("rcs")
record AccountProperties(@DefaultValue Map<String, AccountSettings> accounts) {}
