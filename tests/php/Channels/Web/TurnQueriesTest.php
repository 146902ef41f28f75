<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Channels\Web;

use Aaia\Chatbot\Jobs\Worker;
use Aaia\Chatbot\Tests\ChatTestCase;
use Aaia\Chatbot\Tests\Harness\TestVisitor;

/** Counts the queries of a turn. Those that WordPress makes before it calls a route are not counted. */
final class TurnQueriesTest extends ChatTestCase {

	private const BEFORE_FIRST_BYTE = 15;

	/**
	 * Limit on SQLite, which cannot report what a statement wrote: limits need a separate query, and each transaction takes the write lock.
	 */
	private const BEFORE_FIRST_BYTE_ON_SQLITE = 17;

	/** Limit of the whole turn, including the work after the response when no other worker runs. */
	private const IN_ALL = 46;

	private const IN_ALL_ON_SQLITE = 50;

	/** @var list<string> */
	private array $asked = [];

	protected function setUp(): void {
		parent::setUp();
		$this->page( 'Livraison', 'La livraison en Belgique prend de trois à quatre jours ouvrés. Elle coûte cinq euros.' );
		$this->page( 'Delivery', 'Delivery takes three days, in summer and winter alike.', [ 'meta_input' => [ '_aaia_locale' => 'en_US' ] ] );
		for ( $run = 0; $run < 20 && $this->plugin->services->get( Worker::class )->run( 10.0 ) > 0; $run++ ) {
			continue;
		}
		// What a site loads in every request, and the clean-up in one of two hundred requests.
		wp_load_alloptions();
		add_filter( 'query', function ( string $query ): string {
			if ( ! str_contains( $query, 'rate_limits` WHERE expires' ) ) {
				$this->asked[] = $query;
			}
			return $query;
		} );
	}

	public function test_a_first_question_needs_few_queries_before_its_first_byte_and_in_total_and_none_for_columns(): void {
		$visitor = $this->visitor();
		$this->check( $visitor, 'Combien de temps prend la livraison à Liège, été comme hiver ?', null );
	}

	public function test_a_later_question_needs_no_more_queries(): void {
		$visitor      = $this->visitor();
		$conversation = $visitor->says( 'Combien coûte la livraison ?' )->get_data()['metadata']['conversation'];
		$this->work();
		$this->check( $visitor, 'Et en Belgique, à Liège ?', $conversation );
	}

	private function check( TestVisitor $visitor, string $question, ?string $conversation ): void {
		$this->asked = [];
		$answer      = $visitor->asks( 'POST', '/chat', TestVisitor::message( $question, $conversation ), [ 'Accept' => 'text/event-stream' ] );
		$before      = count( $this->asked );
		TestVisitor::chunks( $answer );
		$this->work();
		$all = implode( "\n", $this->asked );
		$this->assertLessThanOrEqual(
			$this->on_sqlite() ? self::BEFORE_FIRST_BYTE_ON_SQLITE : self::BEFORE_FIRST_BYTE,
			$before,
			implode( "\n", array_slice( $this->asked, 0, $before ) ),
		);
		$this->assertLessThanOrEqual( $this->on_sqlite() ? self::IN_ALL_ON_SQLITE : self::IN_ALL, count( $this->asked ), $all );
		$this->assertStringNotContainsString( 'SHOW FULL COLUMNS', $all );
	}
}
