<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Conversations;

use Aaia\Chatbot\Conversations\DuplicateMessage;
use Aaia\Chatbot\Conversations\KeySentMessages;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Tests\ChatTestCase;

/** Migration of messages that earlier versions stored with the id of their sender. */
final class KeySentMessagesTest extends ChatTestCase {

	public function test_replies_of_earlier_versions_are_found_by_id_and_of_duplicates_the_oldest(): void {
		$ids = [];
		for ( $number = 0; $number < 450; $number++ ) {
			$ids[] = $this->stored( "id-of-reply-$number" );
		}
		$twice = $this->stored( 'id-of-reply-7' );
		$alike = $this->stored( 'ID-of-reply-7' );
		$this->stored( 'id-of-a-visitor', 'visitor' );
		$migration = new KeySentMessages();
		$migration->up( $this->database() );
		$migration->up( $this->database() );

		$messages = new MessageRepository( $this->database() );
		$this->assertSame(
			[ $ids[0], $ids[7], $ids[449], $alike ],
			array_map(
				static fn( string $id ): ?int => $messages->by_client_id( 5, 3, $id )?->id,
				[ 'id-of-reply-0', 'id-of-reply-7', 'id-of-reply-449', 'ID-of-reply-7' ],
			),
		);
		$this->assertSame(
			451,
			(int) $this->database()->value( 'SELECT COUNT(*) FROM %i WHERE sent_key IS NOT NULL', $this->database()->table( 'messages' ) ),
		);
		$this->assertSame( [ '' ], [ (string) $this->row( 'messages', 'id', $twice )['sent_key'] ] );
		$this->assertNull( $messages->by_client_id( 5, null, 'id-of-a-visitor' ), 'Its turn is its key.' );
		$this->assertNull( $messages->by_client_id( 6, 3, 'id-of-reply-0' ) );
		$this->expectException( DuplicateMessage::class );
		$messages->create_once( [ 'author_id' => 3 ] + self::data( 'id-of-reply-449', 'agent' ) );
	}

	private function stored( string $client_id, string $author = 'agent' ): int {
		return $this->database()->insert( 'messages', self::data( $client_id, $author ) + ( 'agent' === $author ? [ 'author_id' => 3 ] : [] ) );
	}

	/** @return array<string, string|int> */
	private static function data( string $client_id, string $author ): array {
		return [
			'public_id'       => bin2hex( random_bytes( 11 ) ),
			'conversation_id' => 5,
			'author_type'     => $author,
			'parts'           => '[]',
			'text'            => 'Words',
			'client_id'       => $client_id,
			'created_at'      => '2026-01-01 00:00:00',
		];
	}
}
