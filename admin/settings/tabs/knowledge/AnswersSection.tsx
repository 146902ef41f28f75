import { Button, Notice, SearchControl, Spinner } from '@wordpress/components';
import { useCallback, useEffect, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { asProblem } from '../../../data/api';
import { deleteAnswer, loadAnswers } from '../../../data/knowledge';
import { ActionNotice } from '../../ActionNotice';
import { Section } from '../../Section';
import { useFocusDrawn } from '../../use-focus-drawn';
import { useConfirm } from '../../../shared/use-confirm';
import { useLoaded } from '../../../shared/use-loaded';
import { AnswerEditor } from './AnswerEditor';
import { ImportAnswers } from './ImportAnswers';
import { SpoiledCases, spoiledCases } from './SpoiledCases';
import { languageName } from './words';
import type { Problem } from '../../../data/api';
import type { WrittenAnswer } from '../../../../src/wire/wire';

/** A question that somebody wants to answer now. */
export interface AskedQuestion {
	text: string;
}

const ADD = '#aaia-knowledge-answers .aaia-add';

/** Answers that people write, for what no page says: listed, added, changed, deleted. */
export function AnswersSection( { question, onChange }: { question: AskedQuestion | null; onChange: () => void } ) {
	const [ filter, setFilter ] = useState< { text: string; cursor: string | null } >( { text: '', cursor: null } );
	const page = useLoaded( useCallback( () => loadAnswers( filter.text, filter.cursor ), [ filter ] ) );
	const [ editing, setEditing ] = useState< WrittenAnswer | { question: string } | null >( null );
	useEffect( () => {
		if ( question !== null ) {
			setEditing( { question: question.text } );
		}
	}, [ question ] );
	const focusDrawn = useFocusDrawn();
	const confirm = useConfirm();
	const [ said, setSaid ] = useState< { ok: boolean; sentence: string } | null >( null );
	const [ refused, setRefused ] = useState< { answer: WrittenAnswer; problem: Problem } | null >( null );

	const { reload } = page;
	const imported = useCallback( () => {
		reload();
		onChange();
	}, [ reload, onChange ] );
	const done = ( sentence: string ): void => {
		setSaid( { ok: true, sentence } );
		setEditing( null );
		page.reload();
		onChange();
	};
	/** Closes the editor; the keyboard goes back to the button that opened it, as far as that is still there. */
	const close = (): void => {
		focusDrawn( ...( editing !== null && 'id' in editing ? [ `[data-answer="${ editing.id }"] button` ] : [] ), ADD );
		setEditing( null );
	};
	const remove = ( answer: WrittenAnswer, override?: string ): void => {
		deleteAnswer( answer.id, override ).then(
			() => {
				setRefused( null );
				// The answer may be in the editor too.
				done( __( 'Answer deleted.', 'aaia-chatbot' ) );
				focusDrawn( ADD );
			},
			( failure: unknown ) => {
				const problem = asProblem( failure );
				if ( spoiledCases( problem ) === null ) {
					setSaid( { ok: false, sentence: problem.message } );
				} else {
					setRefused( { answer, problem } );
				}
			}
		);
	};
	const askToRemove = ( answer: WrittenAnswer ): void => confirm.ask( {
		title: __( 'Delete this answer?', 'aaia-chatbot' ),
		/* translators: %s: a question. */
		text: sprintf( __( 'The assistant no longer has your answer to “%s”.', 'aaia-chatbot' ), answer.question ),
		action: __( 'Delete the answer', 'aaia-chatbot' ),
		onSure: () => remove( answer ),
	} );

	return (
		<Section
			title={ __( 'Your own answers', 'aaia-chatbot' ) }
			description={ __(
				'For questions your pages don’t answer clearly. The assistant uses an answer as soon as you save it.',
				'aaia-chatbot'
			) }
		>
			{ confirm.dialog }
			{ page.problem !== '' && (
				<Notice status="error" isDismissible={ false }>
					{ page.problem }
				</Notice>
			) }
			{ said && (
				<ActionNotice ok={ said.ok } sentences={ [ said.sentence ] } onRemove={ () => setSaid( null ) } />
			) }
			{ refused && (
				<SpoiledCases
					message={ refused.problem.message }
					cases={ spoiledCases( refused.problem ) ?? [] }
					act={ __( 'Delete all the same', 'aaia-chatbot' ) }
					onOverride={ ( reason ) => remove( refused.answer, reason ) }
					onCancel={ () => setRefused( null ) }
				/>
			) }
			{ editing !== null ? (
				<AnswerEditor
					key={ 'id' in editing ? editing.id : editing.question }
					answer={ 'id' in editing ? editing : null }
					question={ editing.question }
					languages={ page.value?.languages ?? [] }
					onCancel={ close }
					onSaved={ () => {
						close();
						done( __( 'Answer saved. The assistant uses it from now on.', 'aaia-chatbot' ) );
					} }
				/>
			) : (
				<div>
					<Button __next40pxDefaultSize variant="secondary" className="aaia-add" onClick={ () => setEditing( { question: '' } ) }>
						{ __( 'Write an answer', 'aaia-chatbot' ) }
					</Button>
				</div>
			) }
			<ImportAnswers onChange={ imported } />
			{ page.value === null && page.problem === '' && <Spinner /> }
			{ page.value !== null && ( page.value.items.length > 0 || filter.text !== '' ) && (
				<SearchControl
					label={ __( 'Search your answers', 'aaia-chatbot' ) }
					value={ filter.text }
					onChange={ ( text ) => setFilter( { text, cursor: null } ) }
				/>
			) }
			{ page.value !== null && page.value.items.length > 0 && (
				<ul className="aaia-library">
					{ page.value.items.map( ( answer ) => (
						<li key={ answer.id } data-answer={ answer.id }>
							<div>
								<strong dir="auto">{ answer.question }</strong> <span className="aaia-library__facts">{ languageName( answer.language ) }</span>
								<p className="aaia-library__text" dir="auto">
									{ answer.answer }
								</p>
							</div>
							<div className="aaia-library__acts">
								<Button
									size="compact"
									variant="secondary"
									aria-label={ sprintf( /* translators: %s: a question. */ __( 'Edit the answer to “%s”', 'aaia-chatbot' ), answer.question ) }
									onClick={ () => setEditing( answer ) }
								>
									{ __( 'Edit', 'aaia-chatbot' ) }
								</Button>
								<Button
									size="compact"
									variant="tertiary"
									isDestructive
									aria-label={ sprintf( /* translators: %s: a question. */ __( 'Delete the answer to “%s”', 'aaia-chatbot' ), answer.question ) }
									onClick={ () => askToRemove( answer ) }
								>
									{ __( 'Delete', 'aaia-chatbot' ) }
								</Button>
							</div>
						</li>
					) ) }
				</ul>
			) }
			<div className="aaia-library__acts">
				{ filter.cursor !== null && (
					<Button __next40pxDefaultSize variant="tertiary" onClick={ () => setFilter( { ...filter, cursor: null } ) }>
						{ __( 'Back to the newest', 'aaia-chatbot' ) }
					</Button>
				) }
				{ page.value?.next_cursor != null && (
					<Button
						__next40pxDefaultSize
						variant="secondary"
						onClick={ () => setFilter( { ...filter, cursor: page.value?.next_cursor ?? null } ) }
					>
						{ __( 'Older', 'aaia-chatbot' ) }
					</Button>
				) }
			</div>
		</Section>
	);
}
