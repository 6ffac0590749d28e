export type { SearchDocumentTable, SearchWordTable } from './tables.ts';
export { refreshSearch } from './refresh-search.ts';
export { SearchInput } from './query.ts';
export { PAGE_SIZE, searchDirectory, type SearchPage } from './search-directory.ts';
export type { SearchRow } from './rank.ts';
export { MOST_CANDIDATES } from './plan.ts';
export { sectionOf } from './activities.ts';
export { SIZE_CLASSES, type SizeClass, sizeLabel } from './size.ts';
