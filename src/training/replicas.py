"""Several cores at one network."""
import copy
from concurrent.futures import ThreadPoolExecutor

import torch


class Replicas:
    """Copies of a network that share its weights. Each core learns from a part of the batch; the network has the mean of their gradients, and its own part's statistics."""

    def __init__(self, network, cores):
        self.networks = [network, *(copy.deepcopy(network) for _ in range(cores - 1))]
        for other in self.networks[1:]:
            for mine, theirs in zip(network.parameters(), other.parameters()):
                theirs.data = mine.data
        # Products, convolutions and the way back leave Python's lock alone.
        self.map = map if cores == 1 else ThreadPoolExecutor(cores, initializer=self.begin).map
        self.next_map = self.map

    def __len__(self):
        return len(self.networks)

    @staticmethod
    def begin():
        torch.set_num_threads(1)
        torch.set_flush_denormal(True)

    def compile(self):
        """The next step compiles the way there and back, which two threads must not do at once."""
        self.networks = [torch.compile(network, dynamic=False) for network in self.networks]
        self.next_map = map

    def learn(self, learn, randoms):
        """`learn(network, random)` leaves gradients and gives parts of the loss, by name; their means."""
        parts = list(self.next_map(learn, self.networks, randoms))
        self.next_map = self.map
        if len(parts) == 1:
            return parts[0]
        with torch.no_grad():
            for parameters in zip(*(network.parameters() for network in self.networks)):
                gradients = [parameter.grad for parameter in parameters if parameter.grad is not None]
                if gradients:
                    parameters[0].grad = sum(gradients) / len(parts)
        return {name: sum(part[name] for part in parts) / len(parts) for name in parts[0]}
