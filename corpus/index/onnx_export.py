"""The model as an ONNX file, in float32 and in int8."""

import importlib
from pathlib import Path
from typing import Any

from corpus.index.embedding import MAX_TOKENS


def export_onnx(folder: Path, file: Path) -> bool:
    """The network in float32: `input_ids` and `attention_mask` (n, tokens) to `hidden` (n, tokens, dimension).

    False where torch makes no program of it.
    """
    import onnx
    import torch
    from transformers import BertModel

    bert = BertModel.from_pretrained(folder, local_files_only=True, attn_implementation="eager")

    class Network(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.bert = bert

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> Any:
            return self.bert(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state

    # Two tensors: given one object twice, the exporter makes one input of the two.
    ids, mask = torch.ones((2, 8), dtype=torch.int64), torch.ones((2, 8), dtype=torch.int64)
    sizes = {0: torch.export.Dim("texts"), 1: torch.export.Dim("tokens", max=MAX_TOKENS)}
    program = torch.onnx.export(
        Network().eval(),
        (ids, mask),
        input_names=["input_ids", "attention_mask"],
        output_names=["hidden"],
        dynamic_shapes={"input_ids": sizes, "attention_mask": sizes},
        dynamo=True,
        verbose=False,
    )
    if program is None:
        return False
    model = program.model_proto
    forget_origins(model)
    onnx.save(model, str(file))
    return True


def forget_origins(model: Any) -> None:
    """Drops the stack traces of the export: they hold paths, and the same build must give the same file anywhere."""
    del model.metadata_props[:], model.graph.metadata_props[:]
    for node in model.graph.node:
        del node.metadata_props[:]
        node.doc_string = ""
    for value in (*model.graph.value_info, *model.graph.input, *model.graph.output, *model.graph.initializer):
        del value.metadata_props[:]
    for function in model.functions:
        del function.metadata_props[:]


def quantise_onnx(source: Path, target: Path) -> None:
    """Weights to int8 per channel; activations are quantised as they come.

    Seven bits a weight (`reduce_range`): processors with AVX2 but no VNNI saturate at eight. Least cosine to float32
    over SAMPLES on such a processor: .9951 with it, .9921 without; per tensor instead of per channel .956.
    """
    quantization: Any = importlib.import_module("onnxruntime.quantization")  # it has no types
    quantization.quantize_dynamic(
        source, target, per_channel=True, reduce_range=True, weight_type=quantization.QuantType.QInt8
    )
