# The embedded AWS in an image. `sh docker/image.sh` fills `racine` from what ./lab has built, and builds this.
ARG BASE=eclipse-temurin:17-jre
FROM ${BASE}
COPY racine/ /
ENV PATH=/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/tmp
USER 65534:65534
EXPOSE 4566
ENTRYPOINT ["/usr/local/bin/docker-entrypoint.sh"]
CMD ["cloud"]
