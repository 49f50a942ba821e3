# All images of the platform: one build, one stage for each kind of program.
#
#   docker build --build-arg SERVICE=campaign-service -t rcs/campaign-service .
#   docker build --target simulator -t rcs/provider-simulator .
ARG MAVEN_IMAGE=maven:3-eclipse-temurin-25
ARG JRE_IMAGE=eclipse-temurin:25-jre

# Where Maven looks before it downloads: empty, unless a build brings a repository of its own (--build-context repository=$HOME/.m2/repository).
FROM scratch AS repository

FROM ${MAVEN_IMAGE} AS build
WORKDIR /src
COPY . .
# Within the jars all timestamps are fixed, and below those of the files are, so that the same sources give the same layers.
RUN --mount=type=cache,target=/root/.m2 --mount=type=bind,from=repository,target=/repository \
    mvn -B -ntp -q -Pimage -Dmaven.repo.local.tail=/repository -Dmaven.repo.local.tail.ignoreAvailability=true package \
      -pl api-gateway,campaign-service,dispatch-service,fallback-service,webhook-service,provider-simulator -am
RUN for service in api-gateway campaign-service dispatch-service fallback-service webhook-service; do \
      java -Djarmode=tools -jar "$service/target/$service.jar" extract --layers --destination "/layers/$service" --application-filename app.jar \
      && install -D -m 644 "$service/target/classes/META-INF/sbom/application.cdx.json" "/layers/$service/share/sbom/sbom.cdx.json" \
      || exit 1; \
    done \
    && mkdir -p /layers/provider-simulator && cd /layers/provider-simulator \
    && jar xf /src/provider-simulator/target/provider-simulator-exec.jar BOOT-INF META-INF/sbom \
    && install -D -m 644 META-INF/sbom/application.cdx.json share/sbom/sbom.cdx.json \
    && install -d /layers/runtime/app /layers/runtime/etc/rcs /layers/runtime/usr/local/bin && cd /src \
    && install -m 755 ops/docker/healthcheck /layers/runtime/usr/local/bin/ \
    && install -m 644 config/accounts.yml config/accounts-demo.yml /layers/runtime/etc/rcs/ \
    && find /layers -exec touch --no-dereference --date=@0 {} +

# What every program runs on: not root, nothing written but in /tmp.
FROM ${JRE_IMAGE} AS runtime
LABEL org.opencontainers.image.vendor="RCS platform" org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /layers/runtime/ /
ENV HOME=/tmp RCS_ACCOUNTS_FILE=/etc/rcs/accounts.yml
WORKDIR /app
USER 10001:10001
# A busy machine may take minutes to start all of them; one that was ready is given up after a minute.
HEALTHCHECK --interval=10s --timeout=6s --start-period=300s --start-interval=3s --retries=6 CMD ["healthcheck"]

FROM runtime AS simulator
COPY --from=build /layers/provider-simulator/share/ /usr/local/share/
COPY --from=build /layers/provider-simulator/BOOT-INF/lib/ lib/
COPY --from=build /layers/provider-simulator/BOOT-INF/classes/ classes/
ENV SERVER_PORT=8090 SERVER_ADDRESS=0.0.0.0 HEALTH_PATH=/_sim/health
EXPOSE 8090
# Last, so that another revision with the same files needs no layer built again.
ARG VERSION=dev
ARG REVISION=unknown
LABEL org.opencontainers.image.title="provider-simulator" org.opencontainers.image.version="${VERSION}" org.opencontainers.image.revision="${REVISION}"
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-cp", "classes:lib/*", "io.rcsplatform.simulator.ProviderSimulator"]

# The files of one of the five services. The layers that change least come first.
FROM runtime AS application
ARG SERVICE
COPY --from=build /layers/${SERVICE}/dependencies/ ./
COPY --from=build /layers/${SERVICE}/snapshot-dependencies/ ./
COPY --from=build /layers/${SERVICE}/application/ ./

# Put together once without any server, a service leaves the JVM a cache of its classes, read and linked. It ends before it would start to
# work, or where it cannot do without its database. The settings are no secrets: they only let it come so far. With the collector that
# a JVM chooses by itself below 1792 MB; the default of larger ones can use the cache, too.
FROM application AS training
RUN RCS_DEMO=true RCS_ACCOUNTS_FILE=/etc/rcs/accounts-demo.yml RCS_SIMULATOR_URL=http://127.0.0.1:1 \
      RCS_INTERNAL_TOKEN_KEY=dHJhaW5pbmctaW4tdGhlLWJ1aWxkLWlzLW5vLXNlY3JldA== RCS_API_KEY_PEPPER=training-in-the-build-which-is-no-secret-at-all \
      RCS_DB_URL=jdbc:postgresql://127.0.0.1:1/none \
      java -XX:+UseSerialGC -XX:AOTCacheOutput=/tmp/app.aot -Xlog:aot=error -Dspring.context.exit=onRefresh \
      -Dspring.flyway.enabled=false -Dspring.datasource.hikari.connection-timeout=250 \
      -Dspring.jpa.database-platform=org.hibernate.dialect.PostgreSQLDialect -Dspring.jpa.properties.hibernate.boot.allow_jdbc_metadata_access=false \
      -jar app.jar >/tmp/training.log 2>&1 \
    || grep -q 'Connection to 127.0.0.1:1 refused' /tmp/training.log || { tail -n 80 /tmp/training.log; exit 1; }

# One of the five services. A JVM that cannot use the cache starts without it, and says so.
FROM application AS service
ARG SERVICE
COPY --from=build /layers/${SERVICE}/share/ /usr/local/share/
COPY --from=training --chown=0:0 --chmod=644 /tmp/app.aot ./
ENV SERVER_PORT=8080
ARG VERSION=dev
ARG REVISION=unknown
LABEL org.opencontainers.image.title="${SERVICE}" org.opencontainers.image.version="${VERSION}" org.opencontainers.image.revision="${REVISION}"
ENTRYPOINT ["java", "-XX:AOTCache=app.aot", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-jar", "app.jar"]
