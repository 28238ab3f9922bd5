# syntax=docker/dockerfile:1
# One small image: the binary, the site and hash.txt, run by a user without rights.

# ---- the tools, in a layer that changes only with their versions ------------
FROM rust:1.95-slim-bookworm AS tools
RUN apt-get update \
  && apt-get install -y --no-install-recommends curl ca-certificates build-essential pkg-config \
  && rm -rf /var/lib/apt/lists/*
RUN rustup target add wasm32-unknown-unknown
# Prebuilt where GitHub can be reached, else from source.
ARG WASM_BINDGEN_VERSION=0.2.130
ARG CARGO_LEPTOS_VERSION=0.3.10
RUN curl -sSfL --connect-timeout 10 "https://github.com/cargo-bins/cargo-binstall/releases/latest/download/cargo-binstall-$(uname -m)-unknown-linux-musl.tgz" \
    | tar xz -C /usr/local/cargo/bin || true
RUN set -e; for tool in "wasm-bindgen-cli@$WASM_BINDGEN_VERSION" "cargo-leptos@$CARGO_LEPTOS_VERSION"; do \
    cargo binstall --no-confirm --locked --disable-strategies compile "$tool" || cargo install --locked "$tool" \
      || CARGO_RESOLVER_INCOMPATIBLE_RUST_VERSIONS=fallback cargo install "$tool"; \
  done; rm -rf /usr/local/cargo/registry

# sass and wasm-opt come from npm.
FROM node:22-bookworm-slim AS node
WORKDIR /tools
COPY scripts/tools/package.json scripts/tools/package-lock.json scripts/tools/.npmrc ./
RUN npm ci

# ---- the build --------------------------------------------------------------
FROM tools AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /tools/node_modules /tools/node_modules
ENV PATH=/tools/node_modules/.bin:$PATH \
    SQLX_OFFLINE=true
WORKDIR /build
COPY . .
# The target directory is a cache that no layer keeps: what the image needs is copied out of it in the same step.
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/build/target,sharing=locked \
    cargo leptos build --release --split --precompress \
  && mkdir -p /out/files \
  && cp target/release/laburemos target/release/hash.txt /out/ \
  && cp -r target/site /out/site

# ---- fake-stripe, for the demo in compose.yaml: docker build --target fake-stripe
FROM build AS build-fake-stripe
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/build/target,sharing=locked \
    cargo build --release -p fake-stripe && cp target/release/fake-stripe /out/

FROM gcr.io/distroless/cc-debian12:nonroot AS fake-stripe
COPY --from=build-fake-stripe /out/fake-stripe /usr/local/bin/fake-stripe
ENV FAKE_STRIPE_LISTEN=0.0.0.0:12111
EXPOSE 12111
ENTRYPOINT ["fake-stripe"]

# ---- the image --------------------------------------------------------------
FROM gcr.io/distroless/cc-debian12:nonroot AS laburemos
WORKDIR /app
# hash.txt has to lie beside the binary: it holds the names of the hashed files of this very build.
COPY --from=build /out/laburemos /out/hash.txt /app/
COPY --from=build /out/site /app/site
COPY --from=build --chown=nonroot:nonroot /out/files /data/files
ENV APP_ENV=production \
    LISTEN=0.0.0.0:3000 \
    SITE_DIR=/app/site \
    FILES_DIR=/data/files \
    MIMALLOC_ALLOW_THP=0 \
    MIMALLOC_PURGE_DELAY=0
VOLUME /data/files
EXPOSE 3000
# No shell and no curl in here: the binary asks itself.
HEALTHCHECK --interval=10s --timeout=4s --start-period=20s --retries=3 CMD ["/app/laburemos", "health"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["/app/laburemos"]
CMD ["serve"]
