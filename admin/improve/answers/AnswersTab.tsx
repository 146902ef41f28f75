import { Button, Notice, SearchControl, Spinner } from '@wordpress/components';
import { useCallback, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { WrittenAnswer } from '../../../src/wire/wire';
import { asProblem } from '../../data/api';
import type { CorrectionOrigin } from '../../data/corrections';
import { loadVersions, undoCorrection } from '../../data/corrections';
import { loadAnswers } from '../../data/knowledge';
import { pageFacts } from '../../data/page-facts';
import { ActionNotice } from '../../settings/ActionNotice';
import { Pager } from '../../settings/Pager';
import { goTo } from '../../shared/place';
import { fullTime, shortDate } from '../../shared/times';
import { useLoaded } from '../../shared/use-loaded';
import { CorrectionEditor } from './CorrectionEditor';

/** The message that the address names: "Correct this answer" in a conversation. */
function originInAddress(): CorrectionOrigin | null {
	const query = new URLSearchParams( window.location.search );
	const conversation = query.get( 'conversation' );
	const message = query.get( 'message' );
	return conversation === null || message === null ? null : { conversation, message };
}

/** The answers that the team wrote: their questions, for whom and how long they hold, what they were, and back to it. */
export function AnswersTab() {
	const [ origin, setOrigin ] = useState( originInAddress );
	const [ filter, setFilter ] = useState< { text: string; cursor: string | null } >( { text: '', cursor: null } );
	const { value, problem, reload } = useLoaded( useCallback( () => loadAnswers( filter.text, filter.cursor ), [ filter ] ) );
	const [ said, setSaid ] = useState< { ok: boolean; sentence: string } | null >( null );
	const undo = ( answer: WrittenAnswer ): void => {
		undoCorrection( answer.id ).then(
			( { exists } ) => {
				const back = __( 'The answer is again what it was before.', 'aaia-chatbot' );
				setSaid( { ok: true, sentence: exists ? back : __( 'The answer is gone.', 'aaia-chatbot' ) } );
				reload();
			},
			( failure: unknown ) => setSaid( { ok: false, sentence: asProblem( failure ).message } )
		);
	};
	return (
		<div className="aaia-gaps">
			<p>
				{ __( 'Visitors who ask one of these get the answer word for word, as written by your team.', 'aaia-chatbot' ) }{ ' ' }
				<a href={ `${ pageFacts().pages.settings }#aaia-knowledge-answers` }>{ __( 'Write, edit, import', 'aaia-chatbot' ) }</a>
			</p>
			{ origin !== null && <CorrectionEditor origin={ origin } onClose={ () => setOrigin( null ) } onFinished={ reload } /> }
			{ problem !== '' && <Notice status="error" isDismissible={ false }>{ problem }</Notice> }
			{ said && <ActionNotice ok={ said.ok } sentences={ [ said.sentence ] } onRemove={ () => setSaid( null ) } /> }
			<SearchControl
				label={ __( 'Search your answers', 'aaia-chatbot' ) }
				value={ filter.text }
				onChange={ ( text ) => setFilter( { text, cursor: null } ) }
			/>
			{ value === null && problem === '' && <Spinner /> }
			{ value?.items.length === 0 && filter.text !== '' && <p>{ __( 'Nothing found.', 'aaia-chatbot' ) }</p> }
			{ value?.items.length === 0 && filter.text === '' && (
				<>
					<p>
						{ __(
							'No corrected answer yet. Begin with a gap, or with “Correct this answer” under an answer in a conversation.',
							'aaia-chatbot'
						) }
					</p>
					<p>
						<Button __next40pxDefaultSize variant="primary" onClick={ () => goTo( { tab: 'gaps', part: '' } ) }>
							{ __( 'See the gaps', 'aaia-chatbot' ) }
						</Button>
					</p>
				</>
			) }
			<ul className="aaia-gaps__list">
				{ value?.items.map( ( answer ) => <Answer key={ answer.id } answer={ answer } onUndo={ () => undo( answer ) } /> ) }
			</ul>
			<Pager cursor={ filter.cursor } next={ value?.next_cursor } onGo={ ( cursor ) => setFilter( { ...filter, cursor } ) } />
		</div>
	);
}

function factsOf( answer: WrittenAnswer ): string[] {
	return [
		shortDate( answer.updated_at ),
		answer.language,
		answer.pages,
		answer.live ? '' : __( 'not in use now', 'aaia-chatbot' ),
		answer.valid_from === null
			? ''
			: sprintf( /* translators: %s: a date. */ __( 'from %s', 'aaia-chatbot' ), shortDate( answer.valid_from ) ),
		answer.valid_until === null
			? ''
			: sprintf( /* translators: %s: a date. */ __( 'until %s', 'aaia-chatbot' ), shortDate( answer.valid_until ) ),
	].filter( ( fact ) => fact !== '' );
}

function Answer( { answer, onUndo }: { answer: WrittenAnswer; onUndo: () => void } ) {
	const [ open, setOpen ] = useState( false );
	return (
		<li className="aaia-gap">
			<h2 dir="auto">{ answer.question }</h2>
			<p className="aaia-gap__facts">{ factsOf( answer ).join( ' · ' ) }</p>
			<p className="aaia-gap__answer" dir="auto">{ answer.answer }</p>
			{ answer.wordings.length > 0 && <p className="aaia-gap__facts" dir="auto">{ answer.wordings.join( ' · ' ) }</p> }
			<Button size="compact" variant="secondary" aria-expanded={ open } onClick={ () => setOpen( ! open ) }>
				{ __( 'Earlier versions', 'aaia-chatbot' ) }
			</Button>
			{ open && <Versions id={ answer.id } onUndo={ onUndo } /> }
		</li>
	);
}

function Versions( { id, onUndo }: { id: string; onUndo: () => void } ) {
	const { value, problem } = useLoaded( useCallback( () => loadVersions( id ), [ id ] ) );
	if ( value === null ) {
		return problem === '' ? <Spinner /> : <Notice status="error" isDismissible={ false }>{ problem }</Notice>;
	}
	if ( value.items.length === 0 ) {
		return <p>{ __( 'It was not changed.', 'aaia-chatbot' ) }</p>;
	}
	return (
		<>
			<ol className="aaia-passages">
				{ value.items.map( ( version ) => (
					<li key={ version.at + version.answer }>
						<span className="aaia-gap__facts">{ `${ fullTime( version.at ) } · ${ version.author }` }</span>
						<p dir="auto">{ version.is_first ? __( 'Written. There was no answer before.', 'aaia-chatbot' ) : version.answer }</p>
					</li>
				) ) }
			</ol>
			<Button size="compact" variant="secondary" onClick={ onUndo }>{ __( 'Undo the newest change', 'aaia-chatbot' ) }</Button>
		</>
	);
}
