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
