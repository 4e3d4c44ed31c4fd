// What JavaScript can call; src/engines/wasm/kernels.ts declares the same functions with their meaning.
export {
  geluBackward,
  geluForward,
  reluBackward,
  reluForward,
  sigmoidBackward,
  sigmoidForward,
  tanhBackward,
  tanhForward,
} from './activation';
export { adamw, sumGradients } from './adamw';
export { attentionBackward, attentionForward } from './attention';
export { addColumns, copyColumns, loadRows, reshape, storeRows, transpose } from './columns';
export { addCrossProducts, subtractProduct } from './doubles';
export { dropoutMask } from './dropout';
export { applyExp, applySigmoid, applyTanh } from './elementary';
export { gruBackward, gruForward } from './gru';
export { gruResetAfterBackward, gruResetAfterForward } from './gru-reset-after';
export { layerNormBackward, layerNormForward } from './layer-norm';
export { linearBackward, linearForward } from './linear';
export { embeddingBackward, embeddingForward, positionBackward, positionForward } from './lookup';
export {
  countPresent,
  huberLoss,
  maeLoss,
  mseLoss,
  pinballLoss,
  squashedPinballLoss,
} from './loss';
export { lstmBackward, lstmForward } from './lstm';
export { pack, packTransposed } from './pack';
export { add, addProduct, fill, multiply, repeatRows, sumRepeats } from './pointwise';
export { rnnBackward, rnnForward } from './rnn';
