/** Languages written from right to left, by their first subtag. */
const RIGHT_TO_LEFT = /^(?:ar|arc|azb|ckb|dv|fa|ha|haz|he|ks|ps|sd|skr|ug|ur|yi)(?:[-_]|$)/i;

/** The writing direction of a WordPress locale such as `fr_FR` or `ar`. */
export function direction( locale: string ): 'ltr' | 'rtl' {
	return RIGHT_TO_LEFT.test( locale ) ? 'rtl' : 'ltr';
}

/** The locale as a language tag for `lang` and `Intl`: `de_DE_formal` becomes `de-DE`. */
export function languageTag( locale: string ): string {
	const [ language = 'en', region ] = locale.split( '_' );
	return region && /^[A-Z]{2}$/.test( region ) ? `${ language }-${ region }` : language;
}
