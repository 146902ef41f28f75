/** The content of a .mo file in which every text is what `translate` makes of the English one. */
export function languagePack( locale: string, translate: ( text: string ) => string ): Buffer;
