export { allMaterials, materialsOf, sourceOf } from './materials.ts';
export { Material, Source as UseSource, Use as MaterialUse, type Waste } from './model.ts';
export { searchWaste, type WasteFound } from './search-waste.ts';
export { wasteCodeShown, wasteList, wasteOf, wasteTitle } from './waste-list.ts';
