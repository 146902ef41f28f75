import { Button, SelectControl, TextControl } from '@wordpress/components';
import { speak } from '@wordpress/a11y';
import { useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { asProblem } from '../../../data/api';
import { changeDocument, searchKnowledge, tryQuestion } from '../../../data/knowledge';
import { pageFacts } from '../../../data/page-facts';
import { ActionNotice } from '../../ActionNotice';
import { Section } from '../../Section';
import { PassageCard } from './PassageCard';
import { TriedAnswerCard } from './TriedAnswerCard';
import type { Tried } from './TriedAnswerCard';
import { count, languageName } from './words';
import type { DocumentChange } from '../../../data/knowledge';
import type { FoundPassages } from '../../../../src/wire/wire';

const LANGUAGES: readonly string[] = [ 'en', 'fr' ];

/** Languages a question can be tried in: the reader's own first. */
function languages(): string[] {
	return [ ...new Set( [ pageFacts().locale.slice( 0, 2 ), ...LANGUAGES ] ) ];
}

/**
 * Tries a question: the answer as a visitor would see it, beside the passages it comes from, to be kept out or raised on the spot.
 */
export function SearchSection( { onChange, onWrite }: { onChange: () => void; onWrite: ( question: string ) => void } ) {
	const [ question, setQuestion ] = useState( '' );
	const [ language, setLanguage ] = useState( languages()[ 0 ] ?? 'en' );
	const [ found, setFound ] = useState< FoundPassages | null >( null );
	const [ answer, setAnswer ] = useState< Tried | null >( null );
	const [ busy, setBusy ] = useState( false );
	const [ problem, setProblem ] = useState( '' );

	const search = async (): Promise< void > => {
		setBusy( true );
		setProblem( '' );
		setAnswer( { kind: 'waiting' } );
		// The answer may take much longer than the passages.
		const answered = tryQuestion( question, language ).then(
			( tried ): Tried => ( { kind: 'answered', question, answer: tried } ),
			( failure: unknown ): Tried => ( { kind: 'failed', sentence: asProblem( failure ).message } )
		);
		try {
			const passages = await searchKnowledge( question, language );
			setFound( passages );
			speak( summary( passages ) );
		} catch ( failure ) {
			setProblem( asProblem( failure ).message );
		}
		setAnswer( await answered );
		setBusy( false );
	};
	const change = async ( id: number, what: DocumentChange ): Promise< void > => {
		try {
			await changeDocument( id, what );
			onChange();
			await search();
		} catch ( failure ) {
			setProblem( asProblem( failure ).message );
		}
	};

	return (
		<Section
			title={ __( 'Try a question', 'aaia-chatbot' ) }
			description={ __(
				'The answer as a visitor would see it, and the passages found for it, best first. Exclude or boost a page here: it applies at once.',
				'aaia-chatbot'
			) }
		>
			<form
				className="aaia-try"
				role="search"
				onSubmit={ ( event ) => {
					event.preventDefault();
					void search();
				} }
			>
				<TextControl
					__next40pxDefaultSize
					label={ __( 'Question', 'aaia-chatbot' ) }
					value={ question }
					maxLength={ 1000 }
					dir="auto"
					required
					onChange={ setQuestion }
				/>
				<SelectControl
					__next40pxDefaultSize
					label={ __( 'Visitor’s language', 'aaia-chatbot' ) }
					value={ language }
					options={ languages().map( ( value ) => ( { value, label: languageName( value ) } ) ) }
					onChange={ setLanguage }
				/>
				<Button
					__next40pxDefaultSize
					variant="primary"
					type="submit"
					isBusy={ busy }
					disabled={ busy || question.trim() === '' }
					accessibleWhenDisabled
				>
					{ __( 'Try', 'aaia-chatbot' ) }
				</Button>
			</form>
			{ problem !== '' && (
				<ActionNotice ok={ false } sentences={ [ problem ] } onRemove={ () => setProblem( '' ) } />
			) }
			<div className="aaia-try__results">
				{ answer !== null && <TriedAnswerCard tried={ answer } onWrite={ onWrite } /> }
				<div>
					{ found !== null && <p className="aaia-try__summary">{ summary( found ) }</p> }
					{ found !== null && found.items.length > 0 && (
						<ol className="aaia-passages" aria-label={ __( 'Passages found', 'aaia-chatbot' ) }>
							{ found.items.map( ( passage ) => (
								<PassageCard key={ passage.document + passage.text } passage={ passage } onChange={ change } />
							) ) }
						</ol>
					) }
				</div>
			</div>
		</Section>
	);
}

function summary( { items, milliseconds }: FoundPassages ): string {
	if ( items.length === 0 ) {
		return __( 'Nothing was found: the assistant would say that it doesn’t know, and offer a person.', 'aaia-chatbot' );
	}
	return sprintf(
		/* translators: 1: number of passages, 2: milliseconds. */
		_n( '%1$s passage found in %2$s ms.', '%1$s passages found in %2$s ms.', items.length, 'aaia-chatbot' ),
		count( items.length ),
		count( milliseconds )
	);
}
