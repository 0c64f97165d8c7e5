# syntax=docker/dockerfile:1

# Goloom in a container. bubblewrap needs user namespaces, which Docker's default profile forbids:
#
#   docker run --init --user 1000 --read-only --tmpfs /tmp:size=64m -v goloom:/var/lib/goloom \
#     --cap-drop ALL --security-opt no-new-privileges --security-opt seccomp=deploy/seccomp.json \
#     --memory 4g --memory-swap 4g --pids-limit 2048 -p 127.0.0.1:8080:8080 goloom
#
# Never --privileged, never with Docker's socket inside.

FROM eclipse-temurin:25-jdk AS jdk
FROM node:20-bookworm-slim AS node

# ---- build: the product, server/target/app ----
FROM debian:bookworm-slim AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates curl unzip \
    && rm -rf /var/lib/apt/lists/*
COPY --from=jdk /opt/java/openjdk /opt/java/openjdk
COPY --from=node /usr/local /usr/local
ENV JAVA_HOME=/opt/java/openjdk
WORKDIR /src
COPY . .
RUN ./mvnw -q -Dquick -DskipTests -Dmaven.test.skip=true -pl server -am package

# ---- run ----
FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends bubblewrap util-linux \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 1000 --user-group --no-create-home --home-dir /var/lib/goloom goloom \
    && install -d -o goloom -g goloom /var/lib/goloom
COPY --from=jdk /opt/java/openjdk /opt/java/openjdk
COPY --from=build /src/server/target/app /opt/goloom
ENV JAVA_HOME=/opt/java/openjdk \
    PATH=/opt/java/openjdk/bin:$PATH \
    GOLOOM_HOST=0.0.0.0 \
    GOLOOM_PORT=8080 \
    GOLOOM_DATA_DIR=/var/lib/goloom \
    GOLOOM_LOG_FORMAT=json
USER 1000
# The images that programs are boxed in are made now, for the JDK and the jars above, and a record of the classes
# that a start needs. A build has no user namespaces, so the one program that this runs, our own, runs unboxed.
RUN GOLOOM_ISOLATION=process java -XX:AOTCacheOutput=/var/lib/goloom/goloom.aot -Xmx512m -XX:+UseSerialGC \
    --enable-native-access=ALL-UNNAMED -Dgoloom.app=/opt/goloom -cp '/opt/goloom/lib/*' goloom.server.Main train
# Named volumes begin as copies of this folder; an empty one costs some ten seconds at the first start.
VOLUME /var/lib/goloom
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$GOLOOM_PORT && printf 'GET /livez HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["java", "-XX:AOTCache=/var/lib/goloom/goloom.aot", "-Xlog:aot=off", "-Xlog:cds=off", "-Xmx512m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-Dgoloom.app=/opt/goloom", "-cp", "/opt/goloom/lib/*", "goloom.server.Main"]
CMD ["serve"]
