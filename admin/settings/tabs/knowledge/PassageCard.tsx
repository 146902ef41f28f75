import { Button, SelectControl } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { safeHref } from '../../../shared/safe-href';
import { boostNames, count, hundredths, languageName, nameOf } from './words';
import type { DocumentChange } from '../../../data/knowledge';
import type { FoundPassage } from '../../../../src/wire/wire';

/** One passage found: its page, the matching words, its score, and actions on the page. */
export function PassageCard( {
	passage,
	onChange,
}: {
	passage: FoundPassage;
	onChange: ( document: number, change: DocumentChange ) => Promise< void >;
} ) {
	const name = nameOf( passage );
	const href = safeHref( passage.url );
	return (
		<li className="aaia-passage">
			<h3 dir="auto">{ href === null ? name : <a href={ href }>{ name }</a> }</h3>
			{ passage.headings.length > 0 && (
				<p className="aaia-passage__path" dir="auto">
					{ passage.headings.join( ' › ' ) }
				</p>
			) }
			<blockquote dir="auto" lang={ passage.language || undefined }>
				<Highlighted text={ passage.text } ranges={ passage.highlights } />
			</blockquote>
			<p className="aaia-passage__facts">
				<label>
					{ __( 'Covers the question', 'aaia-chatbot' ) }{ ' ' }
					<meter min={ 0 } max={ 1 } low={ 0.4 } high={ 0.7 } optimum={ 1 } value={ passage.confidence } />{ ' ' }
					{ Math.round( passage.confidence * 100 ) } %
				</label>
				<span>{ /* translators: %s: a number. */ sprintf( __( 'Score %s', 'aaia-chatbot' ), count( passage.score ) ) }</span>
				{ passage.similarity !== null && (
					<span>
						{
							/* translators: %s: a number from 0 to 1. */ sprintf(
								__( 'Similar in meaning: %s', 'aaia-chatbot' ),
								hundredths( passage.similarity )
							)
						}
					</span>
				) }
				{ passage.language !== '' && <span>{ languageName( passage.language ) }</span> }
			</p>
			<div className="aaia-passage__acts">
				<SelectControl
					__next40pxDefaultSize
					label={ __( 'Find this page', 'aaia-chatbot' ) }
					value={ passage.boost }
					options={ boostNames() }
					onChange={ ( boost ) => void onChange( passage.document, { boost } ) }
				/>
				<Button
					__next40pxDefaultSize
					variant="tertiary"
					isDestructive
					onClick={ () => void onChange( passage.document, { excluded: true } ) }
					aria-label={ sprintf( /* translators: %s: title of a page. */ __( 'Exclude: %s', 'aaia-chatbot' ), name ) }
				>
					{ __( 'Exclude', 'aaia-chatbot' ) }
				</Button>
			</div>
		</li>
	);
}

/** Text in which the words of the question are marked. */
function Highlighted( { text, ranges }: { text: string; ranges: readonly number[][] } ) {
	const pieces = [];
	let at = 0;
	for ( const [ from = 0, to = 0 ] of ranges ) {
		pieces.push( text.slice( at, from ), <mark key={ from }>{ text.slice( from, to ) }</mark> );
		at = to;
	}
	return <>{ pieces }{ text.slice( at ) }</>;
}
