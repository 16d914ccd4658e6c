"""Prints what botocore knows of AWS and the SDK of this build does not: the lines of newer-operations.tsv.

Its input are the SDK's operations, a line each: the door's name of the service, the name in signatures, whether the protocol is
REST, the operation, method and URI. NewerOperationsTest runs it, where python3 has botocore; -Dateliers.regenerate=true keeps what
it prints.
"""
import collections
import re
import sys

import botocore
import botocore.session

OTHERWISE = {"cloudcontrolapi": "cloudcontrol"}


def place(method, uri):
    path, _, query = uri.removeprefix("/{Bucket}").partition("?")  # which the SDK leaves to the host's name
    constants = sorted(part for part in query.split("&") if part and not part.startswith("x-id="))
    return method, re.sub(r"\{[^}+]+(\+?)\}", r"{\1}", path.rstrip("/")), tuple(part.rstrip("=") for part in constants)


known = collections.OrderedDict()
for line in sys.stdin:
    door, signing, rest, name, method, uri = line.rstrip("\n").split("\t")
    known.setdefault((door, signing, rest == "true"), {})[name] = place(method, uri)

session = botocore.session.get_session()
print(f"# botocore {botocore.__version__}")
for (door, signing, rest), operations in known.items():
    model = session.get_service_model(OTHERWISE.get(door, door))
    names = {name.lower() for name in operations}
    places = set(operations.values())
    for name in model.operation_names:
        http = model.operation_model(name).http
        there = place(http["method"], http["requestUri"])
        elsewhere = rest and there not in places and (door != "s3" or name.lower() not in names)
        if elsewhere or not rest and name.lower() not in names:
            print("\t".join((door, signing, name, http["method"], http["requestUri"])))
