"""A gRPC client of grpcio that calls any method it has descriptors of and tells on stdout, line by line, what comes.

argv: target, path of a serialised FileDescriptorSet, then one JSON object:
  method          "/package.Service/Method"
  requests        list of requests in protobuf JSON, fields named as in the proto
  timeout         seconds; absent for none
  cancel_after    cancel after that many responses
  pause_after     after that many responses, read no more until a line comes on stdin
  ca              path of a PEM file: use TLS
Lines: {"started": true}, {"message": {...}} for each response, at last {"status": n, "details": "..."}.
"""
import json
import sys

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message_factory


def say(event):
    print(json.dumps(event), flush=True)


def load(path, method):
    pool = descriptor_pool.DescriptorPool()
    files = descriptor_pb2.FileDescriptorSet()
    with open(path, "rb") as stream:
        files.ParseFromString(stream.read())
    for file in files.file:
        pool.Add(file)
    service, name = method[1:].split("/")
    try:
        found = pool.FindServiceByName(service).methods_by_name[name]
    except KeyError:
        return None, None
    factory = message_factory.MessageFactory(pool)
    return factory.GetPrototype(found.input_type), factory.GetPrototype(found.output_type)


def main():
    target, descriptors, call = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
    request_type, response_type = load(descriptors, call["method"])
    if "ca" in call:
        with open(call["ca"], "rb") as stream:
            channel = grpc.secure_channel(target, grpc.ssl_channel_credentials(stream.read()))
    else:
        channel = grpc.insecure_channel(target)

    # A method without descriptors is called with nothing: only its status matters.
    serialise = request_type.SerializeToString if request_type else bytes
    parse = response_type.FromString if response_type else bytes
    requests = [json_format.ParseDict(one, request_type()) if request_type else b"" for one in call["requests"]]

    # One shape for all four kinds of method: they do not differ on the wire.
    responses = channel.stream_stream(call["method"], serialise, parse)(iter(requests), timeout=call.get("timeout"))
    try:
        responses.initial_metadata()
        say({"started": True})
        count = 0
        for response in responses:
            say({"message": json_format.MessageToDict(response, preserving_proto_field_name=True)})
            count += 1
            if count == call.get("pause_after"):
                sys.stdin.readline()
            if count == call.get("cancel_after"):
                responses.cancel()
    except grpc.RpcError:
        pass
    say({"status": responses.code().value[0], "details": responses.details()})


main()
