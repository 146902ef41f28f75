import { Button, Notice, Spinner } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { asProblem } from '../../../data/api';
import { deleteTeam, loadTeam, loadTeams } from '../../../data/teams';
import { useConfirm } from '../../../shared/use-confirm';
import { useLoaded } from '../../../shared/use-loaded';
import { ActionNotice } from '../../ActionNotice';
import { Section } from '../../Section';
import { useFocusDrawn } from '../../use-focus-drawn';
import { TeamEditor } from './TeamEditor';
import { deletionEffect, roleWord } from './words';
import type { StaffTeam } from '../../../../src/wire/wire';

const ADD = '.aaia-teams__add';

/** The teams: listed with their members, made, changed, deleted. */
export function TeamsSection() {
	const teams = useLoaded( loadTeams );
	const [ editing, setEditing ] = useState< StaffTeam | 'new' | null >( null );
	const [ said, setSaid ] = useState< { ok: boolean; sentence: string } | null >( null );
	const focusDrawn = useFocusDrawn();
	const confirm = useConfirm();
	const refused = ( failure: unknown ): void => setSaid( { ok: false, sentence: asProblem( failure ).message } );

	/** Closes the editor; the keyboard goes back to the button that opened it. */
	const close = (): void => {
		focusDrawn( ...( editing !== null && editing !== 'new' ? [ `[data-team="${ editing.id }"] button` ] : [] ), ADD );
		setEditing( null );
	};
	const remove = ( team: StaffTeam ): void => {
		loadTeam( team.id ).then( ( { conversations } ) => {
			confirm.ask( {
				/* translators: %s: name of a team. */
				title: sprintf( __( 'Delete the team “%s”?', 'aaia-chatbot' ), team.name ),
				text: deletionEffect( conversations ),
				action: __( 'Delete the team', 'aaia-chatbot' ),
				onSure: () => deleteTeam( team.id ).then( () => {
					/* translators: %s: name of a team. */
					setSaid( { ok: true, sentence: sprintf( __( 'The team “%s” is deleted.', 'aaia-chatbot' ), team.name ) } );
					setEditing( null );
					teams.reload();
					focusDrawn( ADD );
				}, refused ),
			} );
		}, refused );
	};

	return (
		<Section
			title={ __( 'Teams', 'aaia-chatbot' ) }
			description={ __(
				'A conversation assigned to a team is in “Mine” of each member until one takes it.',
				'aaia-chatbot'
			) }
		>
			{ teams.problem !== '' && <Notice status="error" isDismissible={ false }>{ teams.problem }</Notice> }
			{ confirm.dialog }
			{ said && <ActionNotice ok={ said.ok } sentences={ [ said.sentence ] } onRemove={ () => setSaid( null ) } /> }
			{ teams.value === null && teams.problem === '' && <Spinner /> }
			{ teams.value?.items.length === 0 && editing === null && (
				<p className="aaia-hint">{ __( 'There is no team yet.', 'aaia-chatbot' ) }</p>
			) }
			<ul className="aaia-library">
				{ ( teams.value?.items ?? [] ).map( ( team ) => (
					<li key={ team.id } data-team={ team.id }>
						{ editing !== null && editing !== 'new' && editing.id === team.id ? (
							<TeamEditor team={ team } onCancel={ close } onSaved={ saved } />
						) : (
							<>
								<div>
									<strong dir="auto">{ team.name }</strong>
									<Members team={ team } />
								</div>
								<div className="aaia-library__acts">
									<Button
										size="compact"
										variant="secondary"
										/* translators: %s: name of a team. */
										aria-label={ sprintf( __( 'Edit the team “%s”', 'aaia-chatbot' ), team.name ) }
										onClick={ () => setEditing( team ) }
									>
										{ __( 'Edit', 'aaia-chatbot' ) }
									</Button>
									<Button
										size="compact"
										variant="tertiary"
										isDestructive
										/* translators: %s: name of a team. */
										aria-label={ sprintf( __( 'Delete the team “%s”', 'aaia-chatbot' ), team.name ) }
										onClick={ () => remove( team ) }
									>
										{ __( 'Delete', 'aaia-chatbot' ) }
									</Button>
								</div>
							</>
						) }
					</li>
				) ) }
			</ul>
			{ editing === 'new' && <TeamEditor team={ null } onCancel={ close } onSaved={ saved } /> }
			{ teams.value !== null && editing === null && (
				<div>
					<Button __next40pxDefaultSize variant="secondary" className="aaia-teams__add" onClick={ () => setEditing( 'new' ) }>
						{ __( 'Add a team', 'aaia-chatbot' ) }
					</Button>
				</div>
			) }
		</Section>
	);

	function saved( team: StaffTeam ): void {
		/* translators: %s: name of a team. */
		setSaid( { ok: true, sentence: sprintf( __( 'The team “%s” is saved.', 'aaia-chatbot' ), team.name ) } );
		close();
		teams.reload();
	}
}

/** The people of a team, those with a role first. */
function Members( { team: { members } }: { team: StaffTeam } ) {
	return members.length === 0 ? <p className="aaia-library__facts">{ __( 'Nobody is in this team yet.', 'aaia-chatbot' ) }</p> : (
		<p className="aaia-library__facts">
			{ members.map( ( { id, name, role }, index ) => (
				<span key={ id }>
					{ index > 0 && ', ' }
					<bdi>{ name }</bdi>
					{ role !== 'member' && ` (${ roleWord( role ) })` }
				</span>
			) ) }
		</p>
	);
}
