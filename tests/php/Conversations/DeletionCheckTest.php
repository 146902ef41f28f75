<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Conversations;

use Aaia\Chatbot\Conversations\Attachments\AttachmentFolder;
use Aaia\Chatbot\Conversations\ConversationService;
use Aaia\Chatbot\Conversations\DeletionCheck;
use Aaia\Chatbot\Tests\Inbox\InboxTestCase;

/** What is left of deleted conversations. */
final class DeletionCheckTest extends InboxTestCase {

	public function test_nothing_is_left_of_what_was_erased_and_every_row_that_is_put_back_is_found(): void {
		$asked = $this->asks( 'a person please' );
		$other = $this->says( 'another one' );
		$id    = $asked->conversation->id;
		$check = $this->services->get( DeletionCheck::class );
		self::assertArrayHasKey( 'messages', $check->remains( [ $id ] )[ $id ] );
		$this->services->get( ConversationService::class )->erase( $asked->conversation, 7 );
		self::assertSame( [ [], [] ], [ $check->remains( [ $id ] ), $check->orphans() ] );

		$this->database()->insert(
			'presence',
			[ 'conversation_id' => $id, 'who' => 'v', 'activity' => 'typing', 'until' => '2026-01-01 00:00:00' ],
		);
		$this->database()->insert( 'mentions', [ 'conversation_id' => $id, 'message_id' => 999999, 'user_id' => 1 ] );
		self::assertSame( [ $id => [ 'mentions' => 1, 'presence' => 1 ] ], array_map( static function ( array $tables ): array {
			ksort( $tables );
			return $tables;
		}, $check->remains( [ $id ] ) ) );
		self::assertSame( [ 'mentions' => 1 ], $check->orphans() );
		$folder = $this->services->get( AttachmentFolder::class );
		$stored = bin2hex( random_bytes( 16 ) );
		self::assertTrue( $folder->write( $folder->path( $stored ), 'a letter' ) );
		self::assertSame( 0, $check->orphan_files(), 'It may be on its way.' );
		touch( $folder->path( $stored ), time() - HOUR_IN_SECONDS );
		clearstatcache();
		self::assertSame( 1, $check->orphan_files() );
		$folder->delete( $stored );
		self::assertSame( 0, $check->orphan_files() );
		self::assertArrayHasKey( $other->conversation->id, $check->remains( [ $id, $other->conversation->id ] ) );
	}
}
