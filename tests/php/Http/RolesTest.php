<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Http;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Tests\TestCase;

/** What roles may do with conversations: /roles. */
final class RolesTest extends TestCase {

	/** @var array<string, mixed> Roles are kept in memory too, which no rollback reaches. */
	private array $before = [];

	protected function setUp(): void {
		parent::setUp();
		$this->before = (array) get_option( self::wpdb()->prefix . 'user_roles' );
	}

	protected function tearDown(): void {
		update_option( self::wpdb()->prefix . 'user_roles', $this->before );
		parent::tearDown();
		wp_roles()->for_site();
	}

	public function test_a_role_gets_permissions_and_sees_the_conversations_it_may_do_something_with(): void {
		$editor = $this->user( 'editor' )->ID;
		$me     = $this->sign_in()->ID;
		self::assertFalse( user_can( $editor, Capability::View->value ) );

		$shown = $this->rest( 'PUT', '/roles/editor', [ 'capabilities' => [ 'aaia_reply_conversations' ] ] );

		self::assertSame( [ 'aaia_view_conversations', 'aaia_reply_conversations' ], $shown->get_data()['capabilities'] );
		clean_user_cache( $editor );
		self::assertTrue( user_can( $editor, Capability::View->value ) && user_can( $editor, Capability::Reply->value ) );
		self::assertFalse( user_can( $editor, Capability::Manage->value ) || user_can( $editor, Capability::Sensitive->value ) );
		self::assertTrue( user_can( $editor, 'edit_posts' ), 'other permissions stay' );
		$event = $this->database()->row( 'SELECT type, data FROM %i ORDER BY id DESC LIMIT 1', $this->database()->table( 'events' ) );
		self::assertSame( [ 'type' => 'role.changed', 'data' => sprintf( '{"role":"editor","agent":%d}', $me ) ], $event );
		$this->rest( 'PUT', '/roles/editor', [ 'capabilities' => [] ] );
		clean_user_cache( $editor );
		self::assertFalse( user_can( $editor, Capability::View->value ) );
	}

	public function test_a_change_made_meanwhile_by_another_request_is_kept_and_what_is_stored_is_answered(): void {
		$this->sign_in();
		$this->rest( 'PUT', '/roles/author', [ 'capabilities' => [ 'aaia_view_conversations' ] ] );
		$option = self::wpdb()->prefix . 'user_roles';
		$roles  = (array) get_option( $option );
		wp_roles()->for_site();
		$queries = [];
		$record  = static function ( string $query ) use ( &$queries ): string {
			$queries[] = $query;
			return $query;
		};
		// Another process writes past the objects and caches of this one.
		unset( $roles['author']['capabilities']['aaia_view_conversations'] );
		$roles['contributor']['capabilities']['aaia_view_conversations'] = true;
		self::wpdb()->update( self::wpdb()->options, [ 'option_value' => serialize( $roles ) ], [ 'option_name' => $option ] );
		self::assertTrue( get_role( 'author' )?->has_cap( 'aaia_view_conversations' ), 'stale' );
		add_filter( 'query', $record );

		$shown = $this->rest( 'PUT', '/roles/editor', [ 'capabilities' => [ 'aaia_view_conversations' ] ] );

		remove_filter( 'query', $record );
		self::assertSame( [ 'aaia_view_conversations' ], $shown->get_data()['capabilities'] );
		$stored = unserialize( (string) self::wpdb()->get_var(
			self::wpdb()->prepare( 'SELECT option_value FROM %i WHERE option_name = %s', self::wpdb()->options, $option )
		) );
		foreach ( [ 'author' => false, 'contributor' => true, 'editor' => true ] as $role => $may ) {
			self::assertSame( $may, isset( $stored[ $role ]['capabilities']['aaia_view_conversations'] ), $role );
			self::assertSame( $may, get_role( $role )?->has_cap( 'aaia_view_conversations' ), $role );
		}
		$lock = array_key_first( array_filter( $queries, static fn( string $query ): bool => str_contains( $query, "'lock_roles'" ) ) );
		$read = array_key_first( array_filter( $queries, static fn( string $query ): bool => str_contains( $query, self::wpdb()->options ) ) );
		self::assertNotNull( $lock );
		self::assertLessThan( $read, $lock, 'The roles are read when nobody else can change them.' );
		$refuse = static fn( mixed $value, mixed $before ): mixed => $before;
		add_filter( "pre_update_option_$option", $refuse, 10, 2 );
		$refused = $this->rest( 'PUT', '/roles/editor', [ 'capabilities' => [] ] );
		remove_filter( "pre_update_option_$option", $refuse );
		self::assertSame( [ 'aaia_view_conversations' ], $refused->get_data()['capabilities'], 'what is stored, not what was asked' );
	}

	public function test_roles_of_other_plugins_are_changed_whatever_their_name(): void {
		$this->sign_in();
		foreach ( [ 'shop manager', 'équipe.vente', 'a+b@c' ] as $name ) {
			add_role( $name, 'Of a plugin' );
			$shown = $this->rest( 'PUT', "/roles/$name", [ 'capabilities' => [ 'aaia_view_conversations' ] ] );
			self::assertSame( 200, $shown->get_status(), $name );
			self::assertSame( [ $name, [ 'aaia_view_conversations' ] ], [ $shown->get_data()['name'], $shown->get_data()['capabilities'] ] );
		}
	}

	public function test_the_owners_role_has_everything_and_cannot_be_locked_out(): void {
		$this->sign_in();
		$roles = array_column( $this->rest( 'GET', '/roles' )->get_data()['items'], null, 'name' );
		self::assertTrue( $roles['administrator']['owner'] );
		self::assertSame( array_column( Capability::cases(), 'value' ), $roles['administrator']['capabilities'] );
		self::assertSame( [ false, [] ], [ $roles['editor']['owner'], $roles['editor']['capabilities'] ] );
		$refused = $this->rest( 'PUT', '/roles/administrator', [ 'capabilities' => [] ] );
		self::assertSame( [ 409, 'aaia_owner_role' ], [ $refused->get_status(), $refused->get_data()['code'] ] );
		self::assertTrue( current_user_can( Capability::Manage->value ) );
		self::assertSame( 404, $this->rest( 'PUT', '/roles/nobody', [ 'capabilities' => [] ] )->get_status() );
		self::assertSame( 400, $this->rest( 'PUT', '/roles/editor', [ 'capabilities' => [ 'manage_options' ] ] )->get_status() );
	}

	public function test_who_may_change_our_settings_only_cannot_give_themselves_more(): void {
		$helper = $this->user( 'editor' );
		$helper->add_cap( Capability::Manage->value );
		wp_set_current_user( $helper->ID );
		self::assertSame( 403, $this->rest( 'GET', '/roles' )->get_status() );
		self::assertSame( 403, $this->rest( 'PUT', '/roles/editor', [ 'capabilities' => [ 'aaia_view_sensitive' ] ] )->get_status() );
		self::assertFalse( get_role( 'editor' )?->has_cap( 'aaia_view_sensitive' ) );
	}
}
