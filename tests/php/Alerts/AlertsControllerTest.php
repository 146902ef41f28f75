<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Alerts;

use Aaia\Chatbot\Alerts\NewAlert;
use Aaia\Chatbot\Alerts\Outside\ServiceKind;
use Aaia\Chatbot\Alerts\Outside\ServiceRepository;
use Aaia\Chatbot\Assistant\Conditions\Trigger;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Settings\SecretBox;
use Aaia\Chatbot\Support\Ids;

/** The list of alerts: the visitor's words of each, at the same cost however many there are. */
final class AlertsControllerTest extends AlertsTestCase {

	public function test_each_alert_shows_the_visitors_words_that_it_is_about(): void {
		$conversation = $this->conversation( 'My boiler leaks' );
		$question     = (int) ( $this->messages->thread( $conversation->id, 1, false )[0] ?? null )?->id;
		$answer       = $this->writes( $conversation, 'assistant', 'Turn the valve.', $question );
		$later        = $this->writes( $conversation, 'visitor', 'It leaks still.' );
		$alone        = $this->writes( $conversation, 'agent', 'We come tomorrow.' );
		$this->writes( $conversation, 'visitor', 'Thank you!' );
		$this->writes( $conversation, 'assistant', 'I do not know.' );
		foreach ( [ $question, $answer, $later, $alone, null ] as $event => $message ) {
			$this->raised( $conversation, $event + 1, $message );
		}
		$this->sign_in();
		$shown = array_column( $this->rest( 'GET', '/alerts' )->get_data()['items'], 'preview' );
		self::assertSame( [ 'Thank you!', 'It leaks still.', 'It leaks still.', 'My boiler leaks', 'My boiler leaks' ], $shown );
	}

	public function test_a_long_page_of_alerts_asks_the_database_no_more_often_than_a_short_one(): void {
		for ( $i = 1; $i <= 12; $i++ ) {
			$conversation = $this->conversation( "Question $i" );
			$question     = (int) ( $this->messages->thread( $conversation->id, 1, false )[0] ?? null )?->id;
			$this->raised( $conversation, 3 * $i, $question );
			$this->raised( $conversation, 3 * $i + 1, $this->writes( $conversation, 'assistant', 'Yes.', $question ) );
			$this->raised( $conversation, 3 * $i + 2, $this->writes( $conversation, 'agent', 'No.' ) );
		}
		$this->sign_in();
		$this->queries( '/alerts?per_page=3', 3 );
		self::assertSame( $this->queries( '/alerts?per_page=3', 3 ), $this->queries( '/alerts?per_page=36', 36 ) );
	}

	public function test_what_alerts_made_elsewhere_is_listed_at_the_same_cost_however_much_it_is(): void {
		$services = new ServiceRepository( $this->database, $this->clock, new SecretBox() );
		$few      = $this->conversation( 'My boiler leaks' );
		$many     = $this->conversation( 'My roof leaks' );
		for ( $i = 1; $i <= 6; $i++ ) {
			$id = $services->add( ServiceKind::Zendesk, "Desk $i", 'https://desk.example/', 'agent@example.org', 'secret' );
			$this->delivered( $many, $id );
			1 === $i && $this->delivered( $few, $id );
		}
		$this->delivered( $many, 'forgotten' );
		$this->sign_in();
		$this->queries( "/conversations/$few->public_id/outside", 1 );
		self::assertSame(
			$this->queries( "/conversations/$few->public_id/outside", 1 ),
			$this->queries( "/conversations/$many->public_id/outside", 7 )
		);
		$items = $this->rest( 'GET', "/conversations/$many->public_id/outside" )->get_data()['items'];
		self::assertSame( [ 'Desk 1', 'Desk 2', 'Desk 3', 'Desk 4', 'Desk 5', 'Desk 6', '' ], array_column( $items, 'service' ) );
	}

	/** How many queries a list costs that has this many items. */
	private function queries( string $path, int $items ): int {
		$before = $GLOBALS['wpdb']->num_queries;
		self::assertCount( $items, $this->rest( 'GET', $path )->get_data()['items'] );
		return $GLOBALS['wpdb']->num_queries - $before;
	}

	private function raised( Conversation $conversation, int $event, ?int $message ): void {
		$this->alerts->add_once( new NewAlert( 1000 + $event, 0, Trigger::Support, $conversation->id, 'asked', $message ) );
	}

	private function delivered( Conversation $conversation, string $service ): void {
		$this->database->insert(
			'deliveries',
			[
				'public_id'       => Ids::random(),
				'conversation_id' => $conversation->id,
				'channel'         => Delivery::SERVICE,
				'recipient'       => $service,
				'purpose'         => Delivery::ALERT,
				'state'           => 'sent',
				'unique_key'      => Ids::random(),
				'give_up_at'      => '2026-11-22 21:15:00',
				'created_at'      => '2026-11-20 21:15:00',
			]
		);
	}

	private function writes( Conversation $conversation, string $author, string $text, ?int $question = null ): int {
		return $this->messages->add(
			[
				'public_id'       => Ids::random(),
				'conversation_id' => $conversation->id,
				'author_type'     => $author,
				'parts'           => '{}',
				'text'            => $text,
				'question_id'     => $question,
				'created_at'      => $this->clock->now()->format( 'Y-m-d H:i:s' ),
			]
		);
	}
}
