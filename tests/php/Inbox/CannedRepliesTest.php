<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox;

use Aaia\Chatbot\Inbox\Canned\CannedReplyService;
use Aaia\Chatbot\Tests\TestCase;

/** Canned replies: /canned-replies. */
final class CannedRepliesTest extends TestCase {

	public function test_a_reply_is_kept_as_typed_and_its_code_folded(): void {
		$this->sign_in();
		$text  = "Bonjour {visitor_name|},\n<b>tout</b> & <script>alert(1)</script>";
		$body  = [ 'code' => '/À Bientôt', 'title' => 'Fin <i>', 'folder' => 'Clôture', 'text' => $text ];
		$added = $this->rest( 'POST', '/canned-replies', $body );

		self::assertSame( 201, $added->get_status() );
		$reply = $added->get_data();
		self::assertSame( [ 'a-bientot', 'Fin <i>', 'Clôture', $text ], [ $reply['code'], $reply['title'], $reply['folder'], $reply['text'] ] );
		self::assertSame( [ false, true ], [ $reply['shared'], $reply['editable'] ] );
		self::assertSame( [ $reply ], $this->rest( 'GET', '/canned-replies' )->get_data()['items'] );

		$changed = $this->rest( 'PATCH', '/canned-replies/' . $reply['id'], [ 'title' => 'Goodbye' ] )->get_data();
		self::assertSame( [ 'title' => 'Goodbye' ] + $reply, [ 'title' => 'Goodbye' ] + $changed );
		self::assertSame( 200, $this->rest( 'DELETE', '/canned-replies/' . $reply['id'] )->get_status() );
		self::assertSame( 404, $this->rest( 'DELETE', '/canned-replies/' . $reply['id'] )->get_status() );
		self::assertSame( [], $this->codes() );
	}

	public function test_shared_replies_are_for_all_and_written_by_those_who_manage_the_settings(): void {
		$this->sign_in();
		$shared = $this->add( 'thanks', 'Shared', true );
		$mine   = $this->add( 'mine', 'Only I see this' );
		$helper = $this->user( 'subscriber' );
		$helper->add_cap( 'aaia_reply_conversations' );
		wp_set_current_user( $helper->ID );

		$items = $this->rest( 'GET', '/canned-replies' )->get_data()['items'];
		self::assertCount( 1, $items );
		self::assertSame( [ 'thanks', true, false ], [ $items[0]['code'], $items[0]['shared'], $items[0]['editable'] ] );
		foreach ( [
			[ 'POST', '/canned-replies', [ 'code' => 'new', 'text' => 'x', 'shared' => true ], 403 ],
			[ 'PATCH', "/canned-replies/$shared", [ 'text' => 'x' ], 403 ],
			[ 'DELETE', "/canned-replies/$shared", null, 403 ],
			[ 'PATCH', "/canned-replies/$mine", [ 'text' => 'x' ], 404 ],
			[ 'DELETE', "/canned-replies/$mine", null, 404 ],
		] as [ $method, $path, $body, $status ] ) {
			self::assertSame( $status, $this->rest( $method, $path, $body )->get_status(), "$method $path" );
		}
		$own = $this->add( 'thanks', 'My own words' );
		self::assertSame( 403, $this->rest( 'PATCH', "/canned-replies/$own", [ 'shared' => true ] )->get_status() );
		self::assertSame( 200, $this->rest( 'PATCH', "/canned-replies/$own", [ 'text' => 'Other words' ] )->get_status() );
		self::assertSame( [ 'Other words', 'Shared' ], array_column( $this->rest( 'GET', '/canned-replies' )->get_data()['items'], 'text' ) );

		$this->sign_in( 'subscriber' );
		self::assertSame( 403, $this->rest( 'GET', '/canned-replies' )->get_status() );
	}

	public function test_a_manager_shares_an_own_reply_and_takes_it_back(): void {
		$me = $this->sign_in();
		$id = $this->add( 'hours', 'We open at nine.' );

		self::assertTrue( $this->rest( 'PATCH', "/canned-replies/$id", [ 'shared' => true ] )->get_data()['shared'] );
		$this->sign_in();
		self::assertSame( [ 'hours' ], $this->codes() );
		wp_set_current_user( $me->ID );
		$this->rest( 'PATCH', "/canned-replies/$id", [ 'shared' => false ] );
		$this->sign_in();
		self::assertSame( [], $this->codes() );
	}

	public function test_a_code_is_given_once(): void {
		$this->sign_in();
		$this->add( 'Été', 'Summer', true );
		$other = $this->add( 'winter', 'Winter', true );

		$again = $this->rest( 'POST', '/canned-replies', [ 'code' => 'ete', 'text' => 'x', 'shared' => true ] );
		self::assertSame( [ 409, 'aaia_code_taken' ], [ $again->get_status(), $again->get_data()['code'] ] );
		self::assertStringContainsString( '/ete', $again->get_data()['message'] );
		self::assertSame( 409, $this->rest( 'PATCH', "/canned-replies/$other", [ 'code' => 'ÉTÉ' ] )->get_status() );
		self::assertSame( 200, $this->rest( 'PATCH', "/canned-replies/$other", [ 'code' => 'Winter' ] )->get_status() );
		$own = $this->add( 'ete', 'A personal one may have the same' );
		self::assertSame( 409, $this->rest( 'PATCH', "/canned-replies/$own", [ 'shared' => true ] )->get_status() );
	}

	public function test_what_cannot_be_a_reply_is_refused_with_a_reason(): void {
		$this->sign_in();
		foreach ( [
			[ 'code' => '', 'text' => 'x' ],
			[ 'code' => '/', 'text' => 'x' ],
			[ 'code' => '<b>', 'text' => 'x' ],
			[ 'code' => str_repeat( 'a', 41 ), 'text' => 'x' ],
			[ 'code' => 'empty', 'text' => " \n " ],
			[ 'code' => 'more', 'text' => 'x', 'owner' => 1 ],
		] as $body ) {
			self::assertSame( 400, $this->rest( 'POST', '/canned-replies', $body )->get_status(), (string) wp_json_encode( $body ) );
		}
		self::assertSame( 413, $this->rest( 'POST', '/canned-replies', [ 'code' => 'long', 'text' => str_repeat( 'é', 4001 ) ] )->get_status() );
		$longest = [ 'code' => 'long', 'text' => str_repeat( '🎈', 4000 ) ];
		self::assertSame( 201, $this->rest( 'POST', '/canned-replies', $longest )->get_status() );
	}

	public function test_replies_are_found_by_code_title_folder_and_text_whatever_case_and_accents(): void {
		$this->sign_in();
		$this->rest( 'POST', '/canned-replies', [
			'code'   => 'rbt',
			'title'  => 'Délai de remboursement',
			'folder' => 'Ventes',
			'text'   => 'Votre œuvre est remboursée sous 14 jours.',
		] );
		$this->add( 'refund', 'We refund within 14 days.' );

		$found = [ 'RBT' => 'rbt', 'delai' => 'rbt', 'vente' => 'rbt', 'oeuvre rembours' => 'rbt', 'REFUND' => 'refund' ];
		foreach ( $found as $words => $code ) {
			self::assertSame( [ $code ], $this->codes( '?search=' . rawurlencode( (string) $words ) ), (string) $words );
		}
		self::assertSame( [ 'rbt', 'refund' ], $this->codes( '?search=14' ) );
		self::assertSame( [], $this->codes( '?search=' . rawurlencode( '14 heures' ) ) );
	}

	public function test_examples_are_offered_until_somebody_decides_and_never_replace_anything(): void {
		$helper = $this->user( 'subscriber' );
		$helper->add_cap( 'aaia_reply_conversations' );
		wp_set_current_user( $helper->ID );
		self::assertFalse( $this->rest( 'GET', '/canned-replies' )->get_data()['examples'] );
		self::assertSame( 403, $this->rest( 'POST', '/canned-replies/examples', [ 'languages' => [ 'en' ] ] )->get_status() );
		$this->sign_in();
		self::assertTrue( $this->rest( 'GET', '/canned-replies' )->get_data()['examples'] );
		$this->add( 'merci', 'Ours', true );

		$added = $this->rest( 'POST', '/canned-replies/examples', [ 'languages' => [ 'fr', 'en' ] ] )->get_data();
		self::assertFalse( $added['examples'] );
		self::assertCount( 12, $added['items'] );
		self::assertContains( 'Ours', array_column( $added['items'], 'text' ) );
		foreach ( $added['items'] as $one ) {
			self::assertTrue( $one['shared'] );
			$known = '/\{(visitor_name|visitor_email|agent_name|site_name|page_title|page_url|conversation_link)(\|[^{}]*)?\}/';
			self::assertStringNotContainsString( '{', (string) preg_replace( $known, '', $one['text'] ), 'only variables that exist' );
		}
		$this->rest( 'DELETE', '/canned-replies/' . $added['items'][0]['id'] );
		self::assertCount( 11, $this->codes(), 'what was deleted does not come back' );
		self::assertFalse( $this->rest( 'GET', '/canned-replies' )->get_data()['examples'] );
	}

	public function test_the_examples_can_be_declined(): void {
		$this->sign_in();
		$answer = $this->rest( 'POST', '/canned-replies/examples', [ 'languages' => [] ] )->get_data();
		self::assertSame( [ [], false ], [ $answer['items'], $answer['examples'] ] );
	}

	public function test_the_agents_public_name_and_the_sites_name_are_known(): void {
		$me = $this->sign_in();
		update_option( 'blogname', 'Tea &amp; Co' );
		update_user_option( $me->ID, 'aaia_chatbot_public_name', 'Marie' );
		$values = $this->rest( 'GET', '/canned-replies' )->get_data()['values'];
		self::assertSame( [ 'agent_name' => 'Marie', 'site_name' => 'Tea & Co' ], $values );
	}

	public function test_the_number_of_replies_is_capped(): void {
		$me = $this->sign_in();
		for ( $i = 0; $i < CannedReplyService::MOST; $i++ ) {
			$row = [ 'owner_id' => $me->ID, 'code' => "c$i", 'title' => '', 'folder' => '', 'text' => 'x', 'changed_by' => $me->ID ];
			$this->database()->insert( 'canned_replies', $row + [ 'changed_at' => '2026-01-01 00:00:00' ] );
		}
		self::assertSame( 409, $this->rest( 'POST', '/canned-replies', [ 'code' => 'more', 'text' => 'x' ] )->get_status() );
		$shared = $this->rest( 'POST', '/canned-replies', [ 'code' => 'more', 'text' => 'x', 'shared' => true ] );
		self::assertSame( 201, $shared->get_status() );
		$path = '/canned-replies/' . $shared->get_data()['id'];
		self::assertSame( 409, $this->rest( 'PATCH', $path, [ 'shared' => false ] )->get_status() );
	}

	public function test_a_removed_user_takes_their_own_replies_along_and_leaves_the_shared_ones(): void {
		$marie = $this->sign_in();
		$this->add( 'own', 'Own' );
		$this->add( 'shared', 'Shared', true );
		$this->sign_in();
		require_once ABSPATH . 'wp-admin/includes/user.php';
		wp_delete_user( $marie->ID );

		$rows = $this->database()->rows( 'SELECT code FROM %i', $this->database()->table( 'canned_replies' ) );
		self::assertSame( [ 'shared' ], array_column( $rows, 'code' ) );
	}

	private function add( string $code, string $text, bool $shared = false ): int {
		$added = $this->rest( 'POST', '/canned-replies', [ 'code' => $code, 'text' => $text, 'shared' => $shared ] );
		self::assertSame( 201, $added->get_status(), (string) wp_json_encode( $added->get_data() ) );
		return $added->get_data()['id'];
	}

	/** @return list<string> */
	private function codes( string $query = '' ): array {
		return array_column( $this->rest( 'GET', '/canned-replies' . $query )->get_data()['items'], 'code' );
	}
}
