# All images of the platform: one build, one stage for each kind of program.
#
#   docker build --build-arg SERVICE=campaign-service -t rcs/campaign-service .
#   docker build --target simulator -t rcs/provider-simulator .
ARG MAVEN_IMAGE=maven:3-eclipse-temurin-25
ARG JRE_IMAGE=eclipse-temurin:25-jre

FROM ${MAVEN_IMAGE} AS build
WORKDIR /src
COPY . .
# The jars' timestamps are fixed, so that the same sources give the same layers.
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -ntp -q -DskipTests -Dcyclonedx.skip=false package -pl api-gateway,campaign-service,dispatch-service,fallback-service,webhook-service,provider-simulator -am
RUN for service in api-gateway campaign-service dispatch-service fallback-service webhook-service; do \
      java -Djarmode=tools -jar "$service/target/$service.jar" extract --layers --destination "/layers/$service" --application-filename app.jar \
      || exit 1; \
    done \
    && mkdir -p /layers/provider-simulator && cd /layers/provider-simulator \
    && jar xf /src/provider-simulator/target/provider-simulator-exec.jar BOOT-INF

# What every program runs on: not root, nothing written but in /tmp.
FROM ${JRE_IMAGE} AS runtime
ARG VERSION=dev
ARG REVISION=unknown
LABEL org.opencontainers.image.vendor="RCS platform" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
COPY --chmod=755 ops/docker/healthcheck /usr/local/bin/healthcheck
COPY --chmod=644 config/accounts.yml config/accounts-demo.yml /etc/rcs/
ENV HOME=/tmp RCS_ACCOUNTS_FILE=/etc/rcs/accounts.yml
WORKDIR /app
USER 10001:10001
# A busy machine may take minutes to start all of them; one that was ready is given up after a minute.
HEALTHCHECK --interval=10s --timeout=6s --start-period=300s --start-interval=3s --retries=6 CMD ["healthcheck"]

FROM runtime AS simulator
LABEL org.opencontainers.image.title="provider-simulator"
COPY --from=build /layers/provider-simulator/BOOT-INF/lib/ lib/
COPY --from=build /layers/provider-simulator/BOOT-INF/classes/ classes/
ENV SERVER_PORT=8090 SERVER_ADDRESS=0.0.0.0 HEALTH_PATH=/_sim/health
EXPOSE 8090
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-cp", "classes:lib/*", "io.rcsplatform.simulator.ProviderSimulator"]

# One of the five services. The layers that change least come first.
FROM runtime AS service
ARG SERVICE
LABEL org.opencontainers.image.title="${SERVICE}"
COPY --from=build /layers/${SERVICE}/dependencies/ ./
COPY --from=build /layers/${SERVICE}/snapshot-dependencies/ ./
COPY --from=build /layers/${SERVICE}/application/ ./
ENV SERVER_PORT=8080
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-jar", "app.jar"]
