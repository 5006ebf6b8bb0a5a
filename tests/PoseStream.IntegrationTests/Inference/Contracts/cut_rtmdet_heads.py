#!/usr/bin/python3
"""Cuts the suppression off an end-to-end RTMDet-nano: what is left are its raw heads, with the shapes of a 320 x 320 input.

    /usr/bin/python3 cut_rtmdet_heads.py END_TO_END.onnx RAW.onnx        (needs python3-onnx)"""

import sys

import onnx
from onnx import TensorProto, helper

SIDE = 320
HEADS = [("y", 1, 8), ("y.8", 1, 16), ("y.16", 1, 32), ("y.4", 4, 8), ("y.12", 4, 16), ("y.20", 4, 32)]

model = onnx.load(sys.argv[1])
graph = model.graph
needed, nodes = {name for name, _, _ in HEADS}, []
for node in reversed(graph.node):
    if needed.intersection(node.output):
        nodes.insert(0, node)
        needed.update(node.input)

del graph.node[:]
graph.node.extend(nodes)
del graph.output[:]
graph.output.extend(
    helper.make_tensor_value_info(name, TensorProto.FLOAT, [graph.input[0].type.tensor_type.shape.dim[0].dim_param or 1, channels, SIDE // stride, SIDE // stride])
    for name, channels, stride in HEADS)
kept = [tensor for tensor in graph.initializer if tensor.name in needed]
del graph.initializer[:]
graph.initializer.extend(kept)
onnx.save(model, sys.argv[2])
