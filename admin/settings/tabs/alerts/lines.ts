/** A list as people type it: one entry a line. */
export const asText = ( entries: readonly string[] ): string => entries.join( '\n' );

/** What was typed, as a list. Empty lines stay while typing; tidy() drops them. */
export const asLines = ( text: string ): string[] => text.split( '\n' );

/** Without blanks around entries, empty ones and repeats. */
export const tidy = ( entries: readonly string[] ): string[] => [
	...new Set( entries.map( ( entry ) => entry.trim() ).filter( ( entry ) => entry !== '' ) ),
];
