import { __ } from '@wordpress/i18n';
import type { StaffToolPart } from '../../src/wire/wire';
import { toolStateWord, toolWord } from './words';

/** Something the assistant asked for: what, with which words, and how it ended. */
export function ToolCard( { part: { name, state, input, output, error } }: { part: StaffToolPart } ) {
	return (
		<section className={ `aaia-tool is-${ state }` } aria-label={ toolWord( name ) }>
			<p><strong>{ toolWord( name ) }</strong> <code>{ name }</code></p>
			<p className="aaia-tool__state">{ toolStateWord( state ) }</p>
			<Values title={ __( 'Input', 'aaia-chatbot' ) } values={ input } />
			{ output && <Values title={ __( 'Result', 'aaia-chatbot' ) } values={ output } /> }
			{ error && <p className="aaia-tool__error" dir="auto">{ error }</p> }
		</section>
	);
}

function Values( { title, values }: { title: string; values: Readonly< Record< string, unknown > > } ) {
	const entries = Object.entries( values );
	if ( entries.length === 0 ) {
		return null;
	}
	return (
		<details>
			<summary>{ title }</summary>
			<dl>{ entries.map( ( [ key, value ] ) => <div key={ key }><dt>{ key }</dt><dd dir="auto">{ asText( value ) }</dd></div> ) }</dl>
		</details>
	);
}

function asText( value: unknown ): string {
	return typeof value === 'string'
		? value
		: Array.isArray( value ) && value.every( ( item ) => typeof item === 'string' )
		? value.join( ', ' )
		: JSON.stringify( value );
}
