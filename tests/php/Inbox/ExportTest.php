<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox;

use Aaia\Chatbot\Conversations\NewSupportRequest;
use Aaia\Chatbot\Conversations\SupportOrigin;
use Aaia\Chatbot\Conversations\SupportReason;
use Aaia\Chatbot\Conversations\SupportService;
use Aaia\Chatbot\Http\Csv;
use Aaia\Chatbot\Http\FileResponse;
use Aaia\Chatbot\Http\StreamServer;
use Aaia\Chatbot\Inbox\Export\ConversationExport;
use Aaia\Chatbot\Inbox\Export\PersonalData;
use Aaia\Chatbot\Inbox\InboxFilter;

/** Conversations exported as CSV and JSON. */
final class ExportTest extends InboxTestCase {

	public function test_a_file_has_the_conversations_of_the_list_with_messages_notes_and_labels(): void {
		$one = $this->says( 'Do you repair tandems?' );
		$this->answers( $one, 'Yes.' );
		$other = $this->says( 'Something else' );
		$this->sign_in();
		$id = $one->conversation->public_id;
		$this->rest( 'PATCH', "/conversations/$id", [ 'labels' => [ 'bike' ], 'priority' => 'high' ] );
		$this->rest( 'POST', "/conversations/$id/messages", [ 'id' => str_repeat( 'a', 22 ), 'text' => 'Ask Paul', 'private' => true ] );

		$all = $this->json( '' );
		self::assertSame( [ $other->conversation->public_id, $id ], array_column( $all, 'id' ) );
		self::assertSame( [ [ 'bike' ], 'high', 'open' ], [ $all[1]['labels'], $all[1]['priority'], $all[1]['status'] ] );
		self::assertSame(
			[ [ 'visitor', false, 'Do you repair tandems?' ], [ 'assistant', false, 'Yes.' ], [ 'agent', true, 'Ask Paul' ] ],
			array_map( static fn( array $message ): array => [ $message['author'], $message['private'], $message['text'] ], $all[1]['messages'] ),
		);
		self::assertSame( [ $id ], array_column( $this->json( '&priority=high' ), 'id' ) );
		self::assertSame( [ $id ], array_column( $this->json( '&search=tandems' ), 'id' ) );
		self::assertSame( [ $id ], array_column( $this->json( "&ids=$id" ), 'id' ) );
		self::assertSame( [], $this->json( '&priority=urgent' ) );

		$lines = self::lines( $this->file( '?format=csv' ) );
		self::assertCount( 4, $lines );
		self::assertSame(
			[ $id, 'bike', 'Ask Paul', '1' ],
			[ ltrim( $lines[3]['conversation'], "'" ), $lines[3]['labels'], $lines[3]['text'], $lines[3]['private'] ],
		);
	}

	public function test_every_conversation_is_there_once_while_messages_arrive(): void {
		$first = $this->says( 'Number 0' );
		$row   = array_diff_key( $this->row( 'conversations', 'public_id', $first->conversation->public_id ), [ 'id' => 1 ] );
		for ( $i = 1; $i <= 120; $i++ ) {
			$this->database()->insert( 'conversations', [ 'public_id' => "copy-$i" ] + $row );
		}
		$this->sign_in();
		$export = $this->services->get( ConversationExport::class );
		$found  = [];
		foreach ( $export->of_list( new InboxFilter() ) as $page ) {
			array_push( $found, ...array_column( $page, 'public_id' ) );
			// The oldest, not yet in the file, comes on top of the list; another begins.
			$this->says( 'More', $this->owner( $first ), $first->conversation->public_id );
			$this->says( 'Later' );
		}
		self::assertCount( 121, $found );
		self::assertSame( $found, array_values( array_unique( $found ) ) );
		self::assertContains( $first->conversation->public_id, $found );
	}

	public function test_a_long_conversation_is_complete(): void {
		$one = $this->says( 'Message 1' );
		$row = array_diff_key( $this->row( 'messages', 'conversation_id', $one->conversation->id ), [ 'id' => 1 ] );
		for ( $i = 2; $i <= 450; $i++ ) {
			$this->database()->insert( 'messages', [ 'public_id' => "m-$i", 'client_id' => "c-$i" ] + $row );
		}
		self::assertCount( 450, $this->json( '' )[0]['messages'] );
	}

	public function test_names_and_addresses_are_masked_or_left_out(): void {
		$text = 'I am Léa Martin, lea.martin@example.net, +33 6 12 34 56 78, IBAN FR76 3000 6000 0112 3456 7890 189; '
			. 'see https://site.test/order?key=abc since 2026-03-02 at 10:30, on 02/03/2026 10:30, order 12345';
		$one  = $this->says( $text );
		$this->database()->update(
			'conversations',
			[ 'page_url' => 'https://site.test/account?user=lea' ],
			[ 'id' => $one->conversation->id ],
		);
		$this->services->get( SupportService::class )->request(
			$one->conversation->id,
			new NewSupportRequest(
				SupportOrigin::Button,
				SupportReason::Asked,
				'Please call',
				name: 'Léa Martin',
				email: 'lea.martin@example.net',
			),
		);
		$full = $this->json( '' )[0];
		self::assertSame(
			[ 'Léa Martin', 'lea.martin@example.net', $text ],
			[ $full['visitor']['name'], $full['visitor']['email'], $full['messages'][0]['text'] ],
		);

		$masked = $this->json( '&personal=masked' )[0];
		self::assertSame( [ 'L. M.', 'l…@e….net' ], [ $masked['visitor']['name'], $masked['visitor']['email'] ] );
		self::assertSame(
			'I am L. M., l…@e….net, …78, IBAN …89; see https://site.test/order since 2026-03-02 at 10:30, on 02/03/2026 10:30, order 12345',
			$masked['messages'][0]['text'],
		);
		$none = $this->file( '?format=json&personal=none' );
		foreach ( [ 'Léa', 'Martin', 'example.net', '12 34', 'FR76', 'key=abc', 'user=lea' ] as $word ) {
			self::assertStringNotContainsString( $word, $none );
		}
		self::assertStringContainsString( 'order 12345', $none );
		self::assertStringContainsString( 'https://site.test/account', $none );
	}

	public function test_no_cell_is_a_formula(): void {
		$this->says( "=HYPERLINK(\"https://evil.test\";\"x\")\nsecond line" );
		$this->says( '＝1+1' );
		$file = $this->file( '?format=csv' );
		self::assertStringStartsWith( Csv::BOM, $file );
		self::assertSame(
			[ "'＝1+1", "'=HYPERLINK(\"https://evil.test\";\"x\")\nsecond line" ],
			array_column( self::lines( $file ), 'text' ),
		);
	}

	public function test_what_one_may_not_see_is_in_no_file_and_who_may_not_export_gets_none(): void {
		$hidden = $this->says( 'Only for editors' );
		$seen   = $this->says( 'For everybody' );
		get_role( 'editor' )?->add_cap( 'aaia_view_conversations' );
		$this->sign_in();
		$path = '/conversations/' . $hidden->conversation->public_id;
		self::assertSame( 200, $this->rest( 'PATCH', $path, [ 'limit' => [ 'role' => 'editor' ] ] )->get_status() );
		get_role( 'author' )?->add_cap( 'aaia_view_conversations' );
		$this->sign_in( 'author' );
		self::assertSame( 403, $this->rest( 'GET', '/conversations/export' )->get_status() );
		get_role( 'author' )?->add_cap( 'aaia_export_conversations' );
		$author = wp_get_current_user();
		wp_set_current_user( 0 );
		wp_set_current_user( $author->ID );
		self::assertSame( [ $seen->conversation->public_id ], array_column( json_decode( $this->served( '?format=json' ), true ), 'id' ) );
		self::assertSame( 404, $this->rest( 'GET', '/conversations/export?ids=' . $hidden->conversation->public_id )->get_status() );
		wp_set_current_user( 0 );
		self::assertSame( 401, $this->rest( 'GET', '/conversations/export' )->get_status() );
	}

	public function test_an_export_is_an_event_with_who_and_how_and_no_words(): void {
		$one = $this->says( 'Hello' );
		$this->sign_in();
		$this->rest( 'GET', '/conversations/export?format=json&personal=masked&ids=' . $one->conversation->public_id );
		$event = $this->row( 'events', 'type', 'conversations.exported' );
		self::assertEquals(
			[ 'agent' => get_current_user_id(), 'format' => 'json', 'personal' => 'masked', 'named' => 1 ],
			json_decode( (string) $event['data'], true ),
		);
	}

	public function test_wrong_filters_and_too_many_names_are_refused(): void {
		$this->sign_in();
		self::assertSame( 400, $this->rest( 'GET', '/conversations/export?format=xls' )->get_status() );
		self::assertSame( 400, $this->rest( 'GET', '/conversations/export?from=yesterdayish' )->get_status() );
		$many = implode( ',', array_map( static fn( int $i ): string => "id$i", range( 1, 251 ) ) );
		self::assertSame( 'aaia_export_many', $this->rest( 'GET', "/conversations/export?ids=$many" )->get_data()['code'] );
	}

	public function test_text_that_is_no_utf8_is_masked_too(): void {
		self::assertStringContainsString( 'a…@b….com', PersonalData::Masked->text( "\xff a@b.com" ) );
	}

	/** @return list<array<string, mixed>> */
	private function json( string $query ): array {
		return json_decode( $this->file( "?format=json$query" ), true, 512, JSON_THROW_ON_ERROR );
	}

	/** @return list<array<string, string>> The lines of a CSV file by column. */
	private static function lines( string $csv ): array {
		$stream = fopen( 'php://memory', 'r+' ) ?: throw new \RuntimeException( 'No stream.' );
		fwrite( $stream, substr( $csv, strlen( Csv::BOM ) ) );
		rewind( $stream );
		$head  = fgetcsv( $stream, null, ',', '"', '' ) ?: [];
		$lines = [];
		while ( false !== ( $line = fgetcsv( $stream, null, ',', '"', '' ) ) ) {
			$lines[] = array_combine( $head, $line );
		}
		return $lines;
	}

	/** @return array<string, mixed> */
	private function row( string $table, string $column, string|int $value ): array {
		return $this->database()->row(
			'SELECT * FROM %i WHERE %i = %s ORDER BY id LIMIT 1',
			$this->database()->table( $table ),
			$column,
			$value,
		) ?? [];
	}

	private function file( string $query ): string {
		$this->sign_in();
		return $this->served( $query );
	}

	private function served( string $query ): string {
		$response = $this->rest( 'GET', "/conversations/export$query" );
		self::assertInstanceOf( FileResponse::class, $response );
		$file   = '';
		$server = new StreamServer( static function ( string $piece ) use ( &$file ): void {
			$file .= $piece;
		} );
		self::assertTrue( $server->serve( false, $response ) );
		return $file;
	}
}
