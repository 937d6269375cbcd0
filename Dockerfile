# syntax=docker/dockerfile:1
FROM python:3.13-slim-bookworm AS build
WORKDIR /src
COPY pyproject.toml constraints.txt README.md LICENSE NOTICE ./
COPY LICENSES LICENSES
COPY knowledge knowledge
COPY bot bot
RUN python3 -m venv /opt/safir && /opt/safir/bin/python -m pip install --no-cache-dir -c constraints.txt ".[postgres]"

FROM python:3.13-slim-bookworm
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin safir \
    && install -d -o safir -g safir /data /var/cache/safir
COPY --from=build /opt/safir /opt/safir
ENV PATH=/opt/safir/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    SAFIR_DATA_DIR=/data \
    SAFIR_CACHE_DIR=/var/cache/safir \
    SAFIR_METRICS_PORT=9464
USER 10001:10001
WORKDIR /data
# The index of the pack is built once, so that a container with a read-only file system starts in no time.
RUN safir ask "What can you do?" > /dev/null
VOLUME /data
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 CMD ["safir", "health"]
ENTRYPOINT ["safir"]
CMD ["run"]
