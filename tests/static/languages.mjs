/** The catalogue follows the sources, and French is complete and well set. */
import gettextParser from 'gettext-parser';
import { staleCatalogues } from '../../tools/pot.mjs';
import { readCatalogue } from '../../tools/lib/translations.mjs';

const FRENCH = 'languages/aaia-chatbot-fr_FR.po';

const french = () => readCatalogue( gettextParser, FRENCH ).entries;

const each = ( problem ) => async () => french().flatMap( ( entry ) => ( problem( entry ) ? [ `${ FRENCH }: ${ JSON.stringify( entry.id ) } -> ${ JSON.stringify( entry.translations ) }` ] : [] ) );

const placeholders = ( text ) => ( text.match( /%(?:\d\$)?[sd]|\{\{?\w+\}?\}/g ) ?? [] ).map( ( one ) => one.replace( /\d\$/, '' ) ).sort().join();

/** A plural form may leave out the number it stands for. */
const samePlaceholders = ( { id, plural, translations } ) => translations.every( ( text ) => text === '' || placeholders( text ) === placeholders( id ) || plural !== null && placeholders( text ) === placeholders( plural ) );

/** A plain space, or none, before a high mark; URLs and times have none and are let be. */
const badSpacing = ( text ) => / [:;?!»]|« /.test( text ) || /[a-zà-ÿ][?!;](?:\s|$)/i.test( text );

export const checks = [
	{ name: 'the catalogues follow the sources', run: async () => ( await staleCatalogues() ).map( ( path ) => `${ path } is stale: run node tools/pot.mjs` ) },
	{ name: 'every text has a French translation', run: each( ( { translations } ) => translations.some( ( text ) => text === '' ) ) },
	{ name: 'French keeps the placeholders', run: each( ( entry ) => ! samePlaceholders( entry ) ) },
	{ name: 'French has typographic apostrophes', run: each( ( { translations } ) => translations.some( ( text ) => /[a-zà-ÿ]'[a-zà-ÿ]/i.test( text ) ) ) },
	{ name: 'French has no-break spaces before high marks', run: each( ( { translations } ) => translations.some( badSpacing ) ) },
];
