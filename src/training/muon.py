"""Muon (Jordan et al. 2024): the steps of matrices and convolutions are made orthogonal, so that what a layer seldom needs is learnt no more slowly than the rest."""
import torch

MOMENTUM = 0.95
TURNS = 5
# Root mean square of AdamW's steps: rates and weight decay are the same for both (Liu et al. 2025).
SIZE = 0.2


@torch.no_grad()
def orthogonal(matrix):
    """A matrix of the same directions whose singular values are all about one, by Newton and Schulz's iteration: products alone."""
    x = matrix / matrix.norm().clamp_min(1e-9)
    is_tall = x.shape[0] > x.shape[1]
    x = x.T if is_tall else x
    for _ in range(TURNS):
        square = x @ x.T
        x = torch.addmm(x, torch.addmm(square, square, square, beta=-4.7750, alpha=2.0315), x, beta=3.4445)
    return x.T if is_tall else x


class Muon(torch.optim.Optimizer):
    """For parameters of two dimensions or more, of which the first is the output. `spread` is `map`, or one that shares the work among cores."""

    # A GPU's is not asked whether a step is finite: where this is one, the step is left out.
    found_inf = None

    def __init__(self, params, lr, weight_decay, spread=map):
        super().__init__(params, {"lr": lr, "weight_decay": weight_decay})
        self.spread = spread

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            # The largest first, so that no core waits long for another.
            parameters = sorted((p for p in group["params"] if p.grad is not None), key=torch.numel, reverse=True)
            for _ in self.spread(lambda parameter: self._move(parameter, group["lr"], group["weight_decay"]), parameters):
                pass

    @torch.no_grad()
    def _move(self, parameter, rate, decay):
        gradient = parameter.grad
        if self.found_inf is not None:
            rate = rate * (1 - self.found_inf)
            gradient = torch.nan_to_num(gradient, 0.0, 0.0, 0.0)
        state = self.state[parameter]
        if not state:
            state["momentum"] = torch.zeros_like(parameter)
        momentum = state["momentum"]
        momentum.lerp_(gradient, 1 - MOMENTUM)
        ahead = gradient.lerp(momentum, MOMENTUM).flatten(1)
        parameter.mul_(1 - rate * decay)
        parameter.sub_(orthogonal(ahead).view_as(parameter) * (rate * SIZE * max(ahead.shape) ** 0.5))
