/** Bytes a visitor's browser loads. */
import { build } from '../tools/build.mjs';

export const title = 'What a visitor loads';

export async function measure() {
	const files = await build();
	const sum = ( pattern, key ) => files.filter( ( { path } ) => pattern.test( path ) ).reduce( ( total, file ) => total + file[ key ], 0 );
	const launcher = /^build\/widget\/launcher\./;
	const panel = /^build\/widget\/panel-fr_FR\.js$/;
	const all = /^build\/widget\/(panel-fr_FR|markdown)\.js$/;
	const more = /^build\/widget\/more-fr_FR\.js$/;
	return [
		{ what: 'launcher on every page, gzip', value: sum( launcher, 'gzip' ), unit: 'bytes', bar: 1_600 },
		{ what: 'loaded by the first click, in French, gzip', value: sum( panel, 'gzip' ), unit: 'bytes' },
		{ what: 'loaded by the first click, in French, Brotli', value: sum( panel, 'brotli' ), unit: 'bytes' },
		{ what: 'everything a first conversation loads, Markdown reader too, gzip', value: sum( all, 'gzip' ), unit: 'bytes', bar: 24_000 },
		{ what: 'everything a first conversation loads, Markdown reader too, Brotli', value: sum( all, 'brotli' ), unit: 'bytes', bar: 21_000 },
		{ what: 'rarely used parts, when the first of them is drawn, gzip', value: sum( more, 'gzip' ), unit: 'bytes' },
	];
}
