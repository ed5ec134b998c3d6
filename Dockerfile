# The native program with git and what connectors in Python need: docker build -t autoschematic .
#   docker run --rm -v "$PWD:/repository" -e GRAFANA_URL -e GRAFANA_API_KEY autoschematic plan
# Both stages are the same Debian: a native program needs the glibc that it was linked against, or a newer one.
FROM debian:12-slim AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates curl gcc git libc6-dev libicu72 make python3 zlib1g-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY global.json ./
RUN curl -fsSL https://dot.net/v1/dotnet-install.sh -o /tmp/dotnet-install.sh \
    && bash /tmp/dotnet-install.sh --jsonfile global.json --install-dir /usr/share/dotnet \
    && ln -s /usr/share/dotnet/dotnet /usr/bin/dotnet
COPY . .
RUN DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 make cli && eng/release.sh linux-x64 \
    && mv artifacts/dist/autoschematic-*-linux-x64 /autoschematic

FROM debian:12-slim
# A mounted repository belongs to whoever owns it outside, which git is to know.
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates git python3 python3-aiohttp python3-grpcio python3-protobuf \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 1000 autoschematic \
    && git config --system --add safe.directory /repository
COPY --from=build /autoschematic/autoschematic /usr/bin/autoschematic
COPY --from=build /autoschematic/LICENSE /usr/share/doc/autoschematic/LICENSE
COPY sdk/python/autoschematic_sdk /usr/lib/python3/dist-packages/autoschematic_sdk
ENV AUTOSCHEMATIC_PYTHON=/usr/bin/python3
USER autoschematic
WORKDIR /repository
ENTRYPOINT ["/usr/bin/autoschematic"]
CMD ["--help"]
