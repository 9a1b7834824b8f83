# Planassistent in a container: nothing but Python, the program and its embedding model, run by a user without rights, with a
# file system that may be read-only beside /data and /tmp. `docker build -t planassistent .`; compose.yaml has all of a service.

# Debian's own Python and Node, so that one image is all that is fetched (and it may be a mirror's: --build-arg BASE=…).
ARG BASE=docker.io/library/debian:bookworm-slim

# What the pages are served with: Node is here and nowhere else.
FROM ${BASE} AS pages
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates nodejs npm python3 \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /source/assistant/web
COPY assistant/web/package.json assistant/web/package-lock.json assistant/web/assets.py ./
RUN python3 assets.py

# The program, what it needs in the versions that were tested together, and the embedding model.
FROM ${BASE} AS installed
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates python3 python3-venv \
    && rm -rf /var/lib/apt/lists/*
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_CONSTRAINT=/source/constraints.txt PIP_ROOT_USER_ACTION=ignore
RUN python3 -m venv /opt/planassistent/.venv
ENV PATH=/opt/planassistent/.venv/bin:$PATH PLANASSISTENT_MODEL_DIR=/opt/planassistent/models
WORKDIR /source
# What it needs first: that changes seldom, and takes longest.
COPY constraints.txt pyproject.toml README.md ./
RUN python -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['project']['dependencies'], sep='\n')" >needed.txt \
    && pip install -r needed.txt
COPY assistant assistant
COPY corpus corpus
COPY eval eval
COPY ingest ingest
COPY prompts prompts
COPY --from=pages /source/assistant/web/static/vendor assistant/web/static/vendor
RUN pip install --no-deps . && planassistent model build

FROM ${BASE}
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates python3 tesseract-ocr tesseract-ocr-nor \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 planassistent \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin planassistent \
    && install -d -o 10001 -g 10001 -m 0700 /data
COPY --from=installed /opt/planassistent /opt/planassistent
ENV PATH=/opt/planassistent/.venv/bin:$PATH \
    LANG=C.UTF-8 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PLANASSISTENT_DATA_DIR=/data \
    PLANASSISTENT_MODEL_DIR=/opt/planassistent/models \
    PLANASSISTENT_HOST=0.0.0.0 \
    PLANASSISTENT_PORT=8000
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
# SIGTERM ends it, once what is being written is written.
STOPSIGNAL SIGTERM
ENTRYPOINT ["planassistent"]
CMD ["serve"]
