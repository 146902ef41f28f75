<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Channels\Web;

use Aaia\Chatbot\Conversations\AnswerService;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationService;
use Aaia\Chatbot\Conversations\IncomingMessage;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Conversations\Parts;
use Aaia\Chatbot\Http\VisitorTokens;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Tests\ChatTestCase;
use Aaia\Chatbot\Tests\Harness\TestVisitor;

/** "Report an error" on a source of an answer. */
final class ReportSourceTest extends ChatTestCase {

	public function test_an_error_is_reported_once_and_makes_the_conversation_badly_rated_until_it_is_settled(): void {
		[ $visitor, $path, $conversation ] = $this->answered();
		$this->assertSame( 200, $visitor->asks( 'PUT', "$path/sources/1/report", [] )->get_status() );
		$this->assertSame( 200, $visitor->asks( 'PUT', "$path/sources/1/report", [ 'comment' => "The price is old.\0" ] )->get_status() );
		$this->assertSame( 200, $visitor->asks( 'PUT', "$path/sources/1/report", [] )->get_status(), 'Said again without words.' );

		$row = $this->row( 'source_reports', 'conversation_id', $conversation->id );
		$this->assertSame(
			[ '1', '77', 'The price is old.', 'Prices', 'https://site.test/prices/' ],
			[ $row['source'], $row['document_id'], $row['comment'], $row['title'], $row['url'] ],
		);
		$this->assertSame( 1, $this->count_rows( 'source_reports' ) );
		$this->assertSame( '-1', $this->row( 'conversations', 'id', $conversation->id )['worst_rating'] );
		$this->assertContains( 'source.reported', $this->events() );

		$this->sign_in();
		$reports = $this->rest( 'GET', '/knowledge/reports' )->get_data()['items'];
		$this->assertSame(
			[ 'The price is old.', $conversation->public_id, 77 ],
			[ $reports[0]['comment'], $reports[0]['conversation'], $reports[0]['document'] ],
		);
		$thread = $this->rest( 'GET', "/conversations/$conversation->public_id/messages" )->get_data()['items'];
		$this->assertSame(
			[ 'The price is old.', null ],
			array_column( array_filter( $thread[1]['parts'], static fn( array $part ): bool => 'source' === $part['type'] ), 'reported' ),
		);

		$this->assertSame( 200, $this->rest( 'POST', "/knowledge/reports/{$reports[0]['id']}/settle" )->get_status() );
		$this->assertSame( [], $this->rest( 'GET', '/knowledge/reports' )->get_data()['items'] );
		$this->assertCount( 1, $this->rest( 'GET', '/knowledge/reports?settled=true' )->get_data()['items'] );
		$this->assertNull( $this->row( 'conversations', 'id', $conversation->id )['worst_rating'] );
	}

	public function test_settling_leaves_the_bad_rating_of_an_answer(): void {
		[ $visitor, $path, $conversation ] = $this->answered();
		$visitor->asks( 'PUT', "$path/sources/2/report", [] );
		$visitor->asks( 'PUT', "$path/rating", [ 'value' => 'up' ] );
		$this->assertSame(
			'-1',
			$this->row( 'conversations', 'id', $conversation->id )['worst_rating'],
			'Good words about the answer do not mend the source.',
		);
		$visitor->asks( 'PUT', "$path/rating", [ 'value' => 'down' ] );
		$this->sign_in();
		$this->rest( 'POST', '/knowledge/reports/' . $this->row( 'source_reports', 'conversation_id', $conversation->id )['id'] . '/settle' );
		$this->assertSame( '-1', $this->row( 'conversations', 'id', $conversation->id )['worst_rating'] );
	}

	public function test_missing_sources_and_those_of_other_visitors_are_not_found(): void {
		[ $visitor, $path ] = $this->answered();
		$this->assertSame( 404, $visitor->asks( 'PUT', "$path/sources/9/report", [] )->get_status() );
		$this->assertSame( 404, $this->visitor()->asks( 'PUT', "$path/sources/1/report", [] )->get_status() );
		$this->assertSame( 413, $visitor->asks( 'PUT', "$path/sources/1/report", [ 'comment' => str_repeat( 'x', 1001 ) ] )->get_status() );
		$this->assertSame( 0, $this->count_rows( 'source_reports' ) );
		$this->sign_in();
		$this->assertSame( 404, $this->rest( 'POST', '/knowledge/reports/12345/settle' )->get_status() );
	}

	public function test_erasing_the_conversation_erases_the_report(): void {
		[ $visitor, $path, $conversation ] = $this->answered();
		$visitor->asks( 'PUT', "$path/sources/1/report", [ 'comment' => 'Wrong.' ] );
		$visitor->asks( 'DELETE', "/chat/$conversation->public_id" );
		$this->assertSame( 0, $this->count_rows( 'source_reports' ) );
	}

	/** An answer with two sources. @return array{TestVisitor, string, Conversation} */
	private function answered(): array {
		$visitor   = $this->visitor();
		[ , $who ] = $this->plugin->services->get( VisitorTokens::class )->read( $visitor->token );
		$this->assertNotNull( $who );
		$received = $this->plugin->services->get( ConversationService::class )
			->receive( $who, new IncomingMessage( null, Ids::random(), 'How much?', 'en_US', 'https://site.test/', 'A page' ) );
		$lease    = $this->plugin->services->get( AnswerService::class )->begin( $received->turn->id ) ?? self::fail( 'The turn is taken.' );
		$source   = [
			'type' => 'source', 'id' => '1', 'url' => 'https://site.test/prices/', 'title' => 'Prices',
			'excerpt' => 'It costs 5.', 'date' => null, 'language' => 'en', 'document' => 77,
		];
		$parts    = Parts::text_only( 'It costs 5.' )->with( $source )->with( [ 'id' => '2', 'url' => 'https://site.test/b/' ] + $source );
		$this->plugin->services->get( AnswerService::class )->complete( $lease, $parts, false, false );
		$answer = $this->plugin->services->get( MessageRepository::class )->thread( $received->conversation->id, 1, false )[0];
		$this->assertNotNull( $answer );
		return [ $visitor, "/chat/{$received->conversation->public_id}/messages/$answer->public_id", $received->conversation ];
	}
}
