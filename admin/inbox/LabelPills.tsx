import { __, _n, sprintf } from '@wordpress/i18n';
import { inkOn } from '../shared/contrast';
import type { StaffLabel } from '../../src/wire/wire';

/** Of a label that is not loaded yet. */
const UNKNOWN = '#5f6368';

/** A label: its name on its colour, in black or white, whichever is easier to read. */
export function LabelPill( { name, color }: { name: string; color: string } ) {
	return <bdi className="aaia-label" style={ { background: color, color: inkOn( color ) } }>{ name }</bdi>;
}

/** The labels of a conversation; beyond `most` only how many there are. */
export function LabelPills( { names, labels, most = Infinity }: {
	names: readonly string[];
	labels: readonly StaffLabel[];
	most?: number;
} ) {
	const shown = names.slice( 0, names.length > most ? most - 1 : most );
	const more = names.length - shown.length;
	return (
		<>
			{ shown.map( ( name ) => <LabelPill key={ name } name={ name } color={ colorOf( name, labels ) } /> ) }
			{ more > 0 && (
				<span className="aaia-label is-more" title={ names.slice( shown.length ).join( ', ' ) }>
					<span aria-hidden="true">+{ more }</span>
					<span className="screen-reader-text">
						{ /* translators: %d: number of labels. */ sprintf( _n( '%d more label', '%d more labels', more, 'aaia-chatbot' ), more ) }
					</span>
				</span>
			) }
		</>
	);
}

export const colorOf = ( name: string, labels: readonly StaffLabel[] ): string =>
	labels.find( ( label ) => label.name === name )?.color ?? UNKNOWN;

/** What a colour is called, for those who do not see it. */
export function colorWord( color: string ): string {
	const words: Readonly< Record< string, string > > = {
		'#d93025': __( 'Red', 'aaia-chatbot' ),
		'#e8710a': __( 'Orange', 'aaia-chatbot' ),
		'#f9ab00': __( 'Yellow', 'aaia-chatbot' ),
		'#1e8e3e': __( 'Green', 'aaia-chatbot' ),
		'#12888a': __( 'Teal', 'aaia-chatbot' ),
		'#1a73e8': __( 'Blue', 'aaia-chatbot' ),
		'#5b5bd6': __( 'Indigo', 'aaia-chatbot' ),
		'#a142f4': __( 'Violet', 'aaia-chatbot' ),
		'#d01884': __( 'Pink', 'aaia-chatbot' ),
		'#7a5c3e': __( 'Brown', 'aaia-chatbot' ),
		'#5f6368': __( 'Grey', 'aaia-chatbot' ),
		'#202124': __( 'Black', 'aaia-chatbot' ),
	};
	return words[ color ] ?? color;
}
