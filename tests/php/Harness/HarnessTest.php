<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Harness;

use Aaia\Chatbot\Tests\TestCase;

/** The test harness. The first two tests belong together: the second does not see what the first wrote. */
final class HarnessTest extends TestCase {

	public function test_a_test_can_write_and_commit(): void {
		update_option( 'aaia_harness', 'written' );
		self::wpdb()->query( 'START TRANSACTION' );
		update_option( 'aaia_harness_committed', 'written' );
		self::wpdb()->query( 'COMMIT' );
		add_filter( 'aaia_harness', '__return_true' );

		self::assertSame( 'written', get_option( 'aaia_harness' ) );
		self::assertSame( 'written', get_option( 'aaia_harness_committed' ) );
	}

	public function test_nothing_of_an_earlier_test_is_left(): void {
		self::assertFalse( get_option( 'aaia_harness' ) );
		self::assertFalse( get_option( 'aaia_harness_committed' ) );
		self::assertFalse( has_filter( 'aaia_harness' ) );
	}

	public function test_a_transaction_that_fails_undoes_only_itself(): void {
		update_option( 'aaia_harness', 'kept' );
		self::wpdb()->query( 'START TRANSACTION' );
		update_option( 'aaia_harness', 'undone' );
		self::wpdb()->query( 'ROLLBACK' );
		wp_cache_flush();

		self::assertSame( 'kept', get_option( 'aaia_harness' ) );
	}

	public function test_mail_arrives_in_the_mailbox_and_can_be_refused(): void {
		self::assertTrue( wp_mail( 'team@example.com', 'Hello', 'A word', [ 'Reply-To: visitor@example.com' ] ) );
		$this->mailbox->refuse_everything();
		self::assertFalse( wp_mail( 'team@example.com', 'Again', 'Another word' ) );

		$mail = $this->mailbox->only_mail();
		self::assertSame( [ 'team@example.com' ], $mail['to'] );
		self::assertSame( [ 'visitor@example.com' ], $mail['reply_to'] );
		self::assertStringContainsString( 'A word', $mail['text'] );
	}
}
