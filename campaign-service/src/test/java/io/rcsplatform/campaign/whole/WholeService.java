package io.rcsplatform.campaign.whole;

import io.rcsplatform.campaign.CampaignServiceApplication;
import io.rcsplatform.platform.test.TestInfra;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/** Everything that {@link CampaignServiceApplication} starts, without what other tests configure beside it. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@AutoConfigurationPackage(basePackageClasses = CampaignServiceApplication.class)
@ComponentScan(
        basePackageClasses = CampaignServiceApplication.class,
        excludeFilters = {
            @Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class),
            @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = CampaignServiceApplication.class),
            @Filter(type = FilterType.REGEX, pattern = "io\\.rcsplatform\\.campaign\\.given\\..*")
        })
@Import({TestInfra.class, Api.class})
public class WholeService {}
