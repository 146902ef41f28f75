<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Storage\Database;

/**
 * What the roles of WordPress may do with conversations. For owners (`manage_options`) only: nobody gives permissions to themselves.
 *
 * Roles of owners have all permissions and cannot be changed here: nobody is locked out.
 */
final class RolesController extends StaffController {

	private const OWNER = 'manage_options';

	/** Other plugins give roles names with spaces, dots and letters of all languages. */
	private const NAME = '[^/]{1,190}';

	/** These are of no use to those who may not see conversations. */
	private const ON_CONVERSATIONS = [ Capability::Reply, Capability::Delete, Capability::Export, Capability::Sensitive ];

	public static function routes(): array {
		$role = Schema::closed( [
			'name'         => Schema::string(),
			'label'        => Schema::string(),
			'owner'        => Schema::bool(),
			'capabilities' => Schema::list_of( self::capability() ),
		] )->named( 'StaffRole' );
		return [
			Operation::get( '/roles', 'list', Capability::Manage )
				->answers( Schema::closed( [ 'items' => Schema::list_of( $role ) ] )->named( 'StaffRoles' ) ),
			Operation::put( '/roles/{name}', 'change', Capability::Manage )
				->takes( Schema::closed( [ 'capabilities' => Schema::list_of( self::capability(), count( Capability::cases() ) ) ] ) )
				->answers( $role )
				->matching( self::NAME )
				->named( 'ChangeRole' ),
		];
	}

	public function __construct(
		private readonly Database $database,
		private readonly EventLog $events,
	) {}

	protected function permit( Operation $operation, \WP_REST_Request $request ): bool|\WP_Error {
		$allowed = parent::permit( $operation, $request );
		return true !== $allowed || current_user_can( self::OWNER )
			? $allowed
			: new \WP_Error( 'rest_forbidden', __( 'Only administrators may change permissions.', 'aaia-chatbot' ), [ 'status' => 403 ] );
	}

	/** All roles. `owner`: has all permissions, whatever is chosen. */
	public function list(): RouteResult {
		return RouteResult::ok( [ 'items' => array_map( $this->shown( ... ), array_values( wp_roles()->role_objects ) ) ] );
	}

	/**
	 * Gives a role these permissions and no others of ours; answers what is stored. Whoever may do something with conversations may also see
	 * them.
	 */
	public function change( Input $input, \WP_REST_Request $request ): RouteResult {
		$name   = $this->in_path( $request, 'name' );
		$chosen = self::chosen( $input );
		try {
			return $this->database->transaction( function () use ( $name, $chosen ): RouteResult {
				// WordPress stores all roles in one option: two changes at once would undo each other.
				$this->database->lock( 'roles' );
				self::read_again();
				$role = get_role( $name );
				if ( null === $role ) {
					return RouteResult::not_found();
				}
				if ( $role->has_cap( self::OWNER ) ) {
					$sentence = __( 'This role may change WordPress’s settings, so it has all permissions.', 'aaia-chatbot' );
					return RouteResult::problem( 409, 'aaia_owner_role', $sentence );
				}
				foreach ( Capability::cases() as $capability ) {
					$wanted = in_array( $capability, $chosen, true );
					if ( $wanted && ! $role->has_cap( $capability->value ) ) {
						$role->add_cap( $capability->value );
					} elseif ( ! $wanted && isset( $role->capabilities[ $capability->value ] ) ) {
						$role->remove_cap( $capability->value );
					}
				}
				self::read_again();
				$this->events->append( EventType::RoleChanged, data: [ 'role' => $name, 'agent' => get_current_user_id() ] );
				$stored = get_role( $name );
				return null === $stored ? RouteResult::not_found() : RouteResult::ok( $this->shown( $stored ) );
			} );
		} finally {
			// Another request may have cached what was there before the commit; after a rollback the cache has what was never stored.
			self::read_again();
		}
	}

	/** Reads the roles from the database, past all caches. */
	private static function read_again(): void {
		wp_cache_delete( wp_roles()->role_key, 'options' );
		wp_cache_delete( 'alloptions', 'options' );
		wp_roles()->for_site();
	}

	/** @return list<Capability> */
	private static function chosen( Input $input ): array {
		$values = $input->all()['capabilities'] ?? [];
		$chosen = array_filter(
			Capability::cases(),
			static fn( Capability $capability ): bool => in_array( $capability->value, is_array( $values ) ? $values : [], true ),
		);
		return array_values( [] === array_filter( self::ON_CONVERSATIONS, static fn( Capability $one ): bool => in_array( $one, $chosen, true ) )
			? $chosen
			: [ ...$chosen, Capability::View ] );
	}

	/** @return array{name: string, label: string, owner: bool, capabilities: list<string>} */
	private function shown( \WP_Role $role ): array {
		$owner = $role->has_cap( self::OWNER );
		$has   = array_filter(
			Capability::cases(),
			static fn( Capability $capability ): bool => $owner || $role->has_cap( $capability->value ),
		);
		return [
			'name'         => $role->name,
			'label'        => translate_user_role( wp_roles()->role_names[ $role->name ] ?? $role->name ),
			'owner'        => $owner,
			'capabilities' => array_values( array_column( $has, 'value' ) ),
		];
	}

	private static function capability(): Schema {
		return Schema::enum( ...array_column( Capability::cases(), 'value' ) );
	}
}
