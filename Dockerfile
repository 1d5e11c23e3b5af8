# Chị Hội. Build: docker build -t chihoi .   Run: docker run --env-file .env -v chihoi:/data chihoi
FROM python:3.11-slim AS build
WORKDIR /src
RUN python -m venv /venv
COPY .lock/run.txt .lock/run.txt
RUN /venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r .lock/run.txt
COPY pyproject.toml README.md LICENSE ./
COPY locales locales
COPY knowledge knowledge
COPY bot bot
COPY handlers handlers
RUN /venv/bin/pip install --no-cache-dir --disable-pip-version-check --no-deps .

FROM python:3.11-slim
# PTB_TIMEDELTA: times of Telegram come as timedelta; PYTHONUNBUFFERED: logs leave at once.
ENV PATH=/venv/bin:$PATH PTB_TIMEDELTA=true PYTHONUNBUFFERED=1 \
    CHIHOI_DATA_DIR=/data CHIHOI_HOST=0.0.0.0 CHIHOI_PORT=8080 CHIHOI_LOG_FORMAT=json
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin chihoi \
    && mkdir /data && chown chihoi /data
COPY --from=build /venv /venv
USER chihoi
WORKDIR /data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8080/health', timeout=4)"]
ENTRYPOINT ["chihoi"]
CMD ["run"]
