"""Goes on from an exported network: checkpoints are not committed, and what was shipped holds nearly all that they knew."""
import hashlib
import json
import os

import numpy as np
import torch


def read_initialisers(path):
    """Tensors by name; then those that the exporter renames, in the graph's order: what matrix products read, and single numbers that are added."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(path).graph
    tensors = {tensor.name: torch.from_numpy(np.array(numpy_helper.to_array(tensor))) for tensor in graph.initializer}
    # The exporter stores equal tensors once and lets Identity stand for the others.
    for node in graph.node:
        if node.op_type == "Identity" and node.input[0] in tensors:
            tensors[node.output[0]] = tensors[node.input[0]]
    second = [(node.op_type, tensors[node.input[1]]) for node in graph.node if len(node.input) == 2 and node.input[1] in tensors]
    products = [tensor for kind, tensor in second if kind == "MatMul"]
    numbers = [tensor for kind, tensor in second if kind == "Add" and tensor.ndim == 0]
    return tensors, products, numbers


def normalised_pairs(network):
    """(name, convolution, its batch normalisation) as `folded` merges them."""
    for parent_name, parent in network.named_modules():
        children = list(parent.named_children())
        for (name, first), (_, second) in zip(children, children[1:]):
            if isinstance(first, torch.nn.Conv2d) and isinstance(second, torch.nn.BatchNorm2d):
                yield f"{parent_name}.{name}", first, second


def weights(network, path):
    """(name, parameter of the network, its value in the file or None), but for convolutions with normalisation."""
    tensors, products, numbers = read_initialisers(path)
    done = {id(parameter) for _, convolution, norm in normalised_pairs(network) for module in (convolution, norm) for parameter in module.parameters()}
    for name, parameter in network.named_parameters():
        if id(parameter) in done:
            continue
        # Matrices are stored turned and without their names; their biases keep them.
        is_product = parameter.ndim == 2 and name.replace(".weight", ".bias") in tensors
        if name in tensors and tensors[name].shape == parameter.shape:
            yield name, parameter, tensors[name]
        elif is_product and (place := next((i for i, product in enumerate(products) if product.T.shape == parameter.shape), None)) is not None:
            yield name, parameter, products.pop(place).T
        elif parameter.ndim == 1 and len(numbers) >= len(parameter):
            yield name, parameter, torch.stack([numbers.pop(0) for _ in parameter])
        else:
            yield name, parameter, None


def folded(network):
    """Batch normalisation into the convolutions before it, once for all."""
    for parent in list(network.modules()):
        children = list(parent.named_children())
        for (name, first), (next_name, second) in zip(children, children[1:]):
            if isinstance(first, torch.nn.Conv2d) and isinstance(second, torch.nn.BatchNorm2d):
                setattr(parent, name, torch.nn.utils.fuse_conv_bn_eval(first, second))
                setattr(parent, next_name, torch.nn.Identity())
    return network


@torch.no_grad()
def load(network, path, images):
    """Fills a fresh network from a file. Normalisation was merged into the convolutions: it is found again from what they give for some `images`."""
    tensors, _, _ = read_initialisers(path)
    pairs = list(normalised_pairs(network))
    # A convolution with normalisation has no bias of its own: it is kept aside until the statistics are known.
    for name, convolution, norm in pairs:
        weight = tensors[f"{name}.weight"]
        if weight.shape != convolution.weight.shape:
            raise SystemExit(f"{path}: {name} is {list(weight.shape)} there and {list(convolution.weight.shape)} in nets.py; train from nothing with --fresh")
        convolution.weight.copy_(weight)
        norm.running_mean.zero_()
        norm.running_var.fill_(1 - norm.eps)
        norm.weight.fill_(1)
        norm.bias.copy_(tensors[f"{name}.bias"])
    fresh = []
    for name, parameter, value in weights(network, path):
        if value is None:
            fresh.append(name)
        else:
            parameter.copy_(value)
    if fresh:
        print(f"{path} has nothing for {', '.join(fresh)}: these begin from nothing", flush=True)

    network.eval()
    statistics = {}
    hooks = [convolution.register_forward_hook(lambda _, __, output, name=name: statistics.__setitem__(
        name, (output.mean((0, 2, 3)), output.var((0, 2, 3), unbiased=False)))) for name, convolution, _ in pairs]
    network(images)
    for hook in hooks:
        hook.remove()
    for name, convolution, norm in pairs:
        mean, variance = statistics[name]
        spread = (variance + norm.eps).sqrt()
        # y = Wx + b is the same as normalising Wx by its own statistics, then undoing that.
        norm.weight.copy_(spread)
        norm.bias.add_(mean)
        norm.running_mean.copy_(mean)
        norm.running_var.copy_(variance)
        # Rows of one length in all channels: the optimiser's step is the same for each, whatever normalisation had made of it.
        length = convolution.weight.flatten(1).norm(dim=1).clamp_min(1e-6)
        ratio = length.mean() / length
        convolution.weight.mul_(ratio.view(-1, 1, 1, 1))
        norm.running_mean.mul_(ratio)
        norm.running_var.mul_(ratio.square())


def digest(path):
    """SHA-256 of the file."""
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def samples_of(path):
    """How many samples the file's manifest says it has seen."""
    with open(os.path.splitext(path)[0] + ".json") as file:
        return json.load(file)["training"]["samples"]
