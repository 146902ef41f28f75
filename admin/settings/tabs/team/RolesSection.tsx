import { CheckboxControl, Notice, Spinner } from '@wordpress/components';
import { speak } from '@wordpress/a11y';
import { useRef, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { asProblem } from '../../../data/api';
import { changeRole, loadRoles } from '../../../data/roles';
import { useLoaded } from '../../../shared/use-loaded';
import { Section } from '../../Section';
import { PERMISSIONS, permissionWord } from './words';
import type { Permission } from '../../../data/roles';
import type { StaffRole } from '../../../../src/wire/wire';

/** What each role of WordPress may do with conversations. */
export function RolesSection() {
	const roles = useLoaded( loadRoles );
	return (
		<Section
			title={ __( 'Permissions', 'aaia-chatbot' ) }
			description={ __(
				'What the roles of your site may do. Administrators may do everything. Each change is saved at once.',
				'aaia-chatbot'
			) }
		>
			{ roles.problem !== '' && <Notice status="error" isDismissible={ false }>{ roles.problem }</Notice> }
			{ roles.value === null && roles.problem === '' && <Spinner /> }
			{ roles.value !== null && (
				<div className="aaia-roles">
					<table>
						<thead>
							<tr>
								<th scope="col">{ __( 'Role', 'aaia-chatbot' ) }</th>
								{ PERMISSIONS.map( ( permission ) => <th key={ permission } scope="col">{ permissionWord( permission ) }</th> ) }
							</tr>
						</thead>
						<tbody>{ roles.value.items.map( ( role ) => <Role key={ role.name } loaded={ role } /> ) }</tbody>
					</table>
				</div>
			) }
		</Section>
	);
}

/** One role; what is refused is shown as it was. */
function Role( { loaded }: { loaded: StaffRole } ) {
	const [ role, setRole ] = useState( loaded );
	const changes = useRef( 0 );
	const [ problem, setProblem ] = useState( '' );
	const toggle = ( permission: Permission, given: boolean ): void => {
		const change = ++changes.current;
		const others = role.capabilities.filter( ( one ) => one !== permission );
		// Who may not see conversations can do nothing else with them.
		const kept = ! given && permission === 'aaia_view_conversations' ? others.filter( ( one ) => one === 'aaia_manage_settings' ) : others;
		const capabilities = given ? [ ...kept, permission ] : kept;
		setRole( { ...role, capabilities } );
		changeRole( role.name, { capabilities } ).then(
			( saved ) => {
				if ( change === changes.current ) {
					setRole( saved );
				}
				setProblem( '' );
				/* translators: %s: name of a role. */
				speak( sprintf( __( 'Saved for %s.', 'aaia-chatbot' ), saved.label ) );
			},
			( failure: unknown ) => {
				setRole( role );
				setProblem( asProblem( failure ).message );
			}
		);
	};
	return (
		<tr>
			<th scope="row">
				{ /* French names of roles are long: "Contributeur/contributrice". */ role.label.replaceAll( '/', '/\u200b' ) }
				{ problem !== '' && <Notice status="error" onRemove={ () => setProblem( '' ) }>{ problem }</Notice> }
			</th>
			{ PERMISSIONS.map( ( permission ) => (
				<td key={ permission }>
					<CheckboxControl
						/* translators: 1: name of a role, 2: a permission, such as "Answer". */
						aria-label={ sprintf( __( '%1$s: %2$s', 'aaia-chatbot' ), role.label, permissionWord( permission ) ) }
						checked={ role.capabilities.includes( permission ) }
						disabled={ role.owner }
						onChange={ ( given ) => toggle( permission, given ) }
					/>
				</td>
			) ) }
		</tr>
	);
}
