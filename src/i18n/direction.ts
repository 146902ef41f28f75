/** Languages written from right to left, by their first subtag. */
const RIGHT_TO_LEFT = /^(?:ar[cqy]?|azb|ckb|dv|fa|haz|he|ps|sn?d|skr|ug|ur|yi)(?![a-z])/;

/** The writing direction of a WordPress locale such as `fr_FR` or `ar`. */
export function direction( locale: string ): 'ltr' | 'rtl' {
	return RIGHT_TO_LEFT.test( locale ) ? 'rtl' : 'ltr';
}

/**
 * The locale as a language tag for `lang` and `Intl`: `de_DE_formal` becomes `de-DE`. What is no locale becomes English: `Intl` would
 * throw.
 */
export function languageTag( locale: string ): string {
	const [ , language, region ] = /^([a-z]{2,3})(?:_([A-Z]{2}))?(?:_|$)/.exec( locale ) ?? [];
	return region ? `${ language }-${ region }` : language ?? 'en';
}
