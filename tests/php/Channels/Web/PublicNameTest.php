<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Channels\Web;

use Aaia\Chatbot\Channels\Web\PublicName;
use Aaia\Chatbot\Tests\TestCase;

/** Visitors see the name that a member of staff chose for them, and never one of the account. */
final class PublicNameTest extends TestCase {

	private PublicName $names;

	protected function setUp(): void {
		parent::setUp();
		update_option( 'blogname', 'Rayon &amp; Fils' );
		$this->names = $this->wired()->get( PublicName::class );
	}

	public function test_without_a_choice_it_is_the_sites_name(): void {
		$agent = $this->user( 'administrator', [ 'display_name' => 'admin' ] );

		self::assertSame( 'Rayon & Fils', $this->names->of( $agent->ID ) );
		self::assertNull( $this->names->of( 987_654 ), 'Users that are gone have none.' );
	}

	public function test_staff_choose_it_in_their_profile(): void {
		$agent = $this->sign_in_and_submit( '  Marie <b>L.</b>  ' );

		self::assertSame( 'Marie L.', $this->names->of( $agent->ID ) );
		ob_start();
		$this->names->print_field( $agent );
		$field = (string) ob_get_clean();
		self::assertStringContainsString( 'value="Marie L."', $field );
		self::assertStringContainsString( 'placeholder="Rayon &amp; Fils"', $field );

		$this->sign_in_and_submit( '', $agent );
		self::assertSame( 'Rayon & Fils', $this->names->of( $agent->ID ) );
	}

	public function test_nobody_changes_it_for_others(): void {
		$agent    = $this->user( 'administrator' );
		$stranger = $this->user( 'subscriber' );
		wp_set_current_user( $stranger->ID );
		$this->submit( $agent, 'Mallory' );

		self::assertSame( 'Rayon & Fils', $this->names->of( $agent->ID ) );
	}

	public function test_another_plugins_profile_form_is_left_alone(): void {
		$agent = $this->sign_in_and_submit( 'Marie' );
		add_filter( 'wp_die_handler', static fn(): \Closure => static fn(): never => throw new \DomainException( 'The page ended.' ) );
		$_POST    = [ 'user_id' => $agent->ID, 'email' => $agent->user_email, PublicName::OPTION => 'Mallory' ];
		$_REQUEST = $_POST;
		try {
			do_action( 'personal_options_update', $agent->ID );
		} finally {
			$_POST    = [];
			$_REQUEST = [];
		}

		self::assertSame( 'Marie', $this->names->of( $agent->ID ) );
	}

	public function test_profiles_of_those_who_do_not_answer_visitors_have_no_field(): void {
		ob_start();
		$this->names->print_field( $this->user( 'subscriber' ) );

		self::assertSame( '', ob_get_clean() );
	}

	private function sign_in_and_submit( string $name, ?\WP_User $agent = null ): \WP_User {
		$agent ??= $this->user( 'administrator' );
		wp_set_current_user( $agent->ID );
		$this->submit( $agent, $name );
		return $agent;
	}

	private function submit( \WP_User $user, string $name ): void {
		$_POST[ PublicName::OPTION ] = $name;
		$_REQUEST['_wpnonce']        = wp_create_nonce( 'update-user_' . $user->ID );
		try {
			$this->names->save_field( $user->ID );
		} finally {
			unset( $_POST[ PublicName::OPTION ] );
		}
	}
}
