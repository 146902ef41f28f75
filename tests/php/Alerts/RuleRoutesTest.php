<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Alerts;

use Aaia\Chatbot\Alerts\Digest\DigestService;
use Aaia\Chatbot\Conversations\SupportReason;
use Aaia\Chatbot\Settings\Settings;

/** What owners do with rules, and what alerts looked like afterwards. */
final class RuleRoutesTest extends AlertsTestCase {

	private const DEFINITION = [
		'words'      => [],
		'patterns'   => [],
		'recipients' => [],
		'roles'      => [],
		'services'   => [],
		'languages'  => [],
		'pages'      => [],
		'reasons'    => [],
		'hours'      => 'any',
		'cap'        => 20,
		'subject'    => '',
		'body'       => '',
		'tag'        => '',
		'urgent'     => false,
		'minutes'    => 0,
		'ladder'     => [],
		'resolved'   => false,
	];

	public function test_the_built_in_rule_is_there_from_the_start_with_its_words(): void {
		$this->sign_in();
		$rules = $this->rest( 'GET', '/alert-rules' )->get_data();

		self::assertSame( [ 'support' ], array_column( $rules['items'], 'id' ) );
		self::assertTrue( $rules['items'][0]['enabled'] );
		self::assertSame( 'New support request from the AAIA chatbot', $rules['defaults']['support']['subject'] );
		self::assertStringContainsString(
			"User message: {message}\nContext: {page}\nTime: {time}\nIP address: {ip}",
			$rules['defaults']['support']['body']
		);
	}

	public function test_a_rule_is_made_changed_and_deleted(): void {
		$this->sign_in();
		$made = $this->save( 'new', [ 'words' => [ 'refund' ], 'subject' => 'Look {nonsense}' ] );
		self::assertSame( 200, $made->get_status() );
		self::assertSame( 'There is no variable {nonsense}: it will be sent as it is written.', $made->get_data()['warnings'][0] );
		$id = $made->get_data()['rule']['id'];

		self::assertFalse( $this->save( $id, [ 'words' => [ 'refund' ] ], 'keyword', false )->get_data()['rule']['enabled'] );
		self::assertSame( 400, $this->save( $id, [], 'rating' )->get_status() );
		self::assertSame( 200, $this->rest( 'DELETE', "/alert-rules/$id" )->get_status() );
		self::assertSame( 404, $this->rest( 'DELETE', "/alert-rules/$id" )->get_status() );
		self::assertSame( 404, $this->save( 'unknown-rule-id-of-nobody', [ 'words' => [ 'x' ] ] )->get_status() );
	}

	/** @return array<string, array{array<string, mixed>, string}> */
	public static function mistakes(): array {
		return [
			'no words'               => [ [], 'at least one word' ],
			'a broken expression'    => [ [ 'patterns' => [ '(unclosed' ] ], 'is not valid: missing closing parenthesis' ],
			'no address'             => [ [ 'words' => [ 'x' ], 'recipients' => [ 'nobody' ] ], 'is not an e-mail address' ],
			'a ladder without steps' => [ [ 'words' => [ 'x' ], 'minutes' => 5 ], 'who to notify next' ],
		];
	}

	/** @param array<string, mixed> $definition */
	#[\PHPUnit\Framework\Attributes\DataProvider( 'mistakes' )]
	public function test_a_mistake_is_refused_in_words( array $definition, string $words ): void {
		$this->sign_in();
		$answer = $this->save( 'new', $definition );

		self::assertSame( 400, $answer->get_status() );
		self::assertStringContainsString( $words, $answer->get_data()['message'] );
	}

	public function test_who_forwards_words_without_asking_for_consent_is_warned(): void {
		$this->sign_in();
		$warned = fn( string $kind ): bool => str_contains(
			implode(
				' ',
				$this->rest(
					'POST',
					'/alert-rules/preview',
					[ 'name' => 'Rule', 'kind' => $kind, 'enabled' => true, 'definition' => [ 'words' => [ 'refund' ] ] + self::DEFINITION ]
				)->get_data()['warnings']
			),
			'forwarded without asking'
		);

		self::assertTrue( $warned( 'keyword' ) );
		self::assertFalse( $warned( 'support' ), 'Requests are confirmed by the visitor.' );
		$this->wired()->get( Settings::class )->save( [ 'consent_required' => true ] );
		self::assertFalse( $warned( 'keyword' ) );
	}

	public function test_unknown_keys_are_refused(): void {
		$this->sign_in();
		self::assertSame( 400, $this->save( 'new', [ 'words' => [ 'x' ], 'bcc' => [ 'evil@example.net' ] ] )->get_status() );
	}

	public function test_changing_the_built_in_rule_changes_the_mail_and_deleting_it_resets_it(): void {
		$this->sign_in();
		self::assertSame(
			200,
			$this->save( 'support', [ 'subject' => 'Somebody calls', 'recipients' => [ 'desk@example.org' ] ], 'support' )->get_status()
		);
		$this->alerted( $this->conversation( 'Hello' ) );
		$this->work();
		self::assertSame( 'Somebody calls', $this->mailbox->mails()[0]['subject'] );
		self::assertSame( [ 'desk@example.org' ], $this->mailbox->mails()[0]['to'] );

		$this->rest( 'DELETE', '/alert-rules/support' );
		$this->alerted( $this->conversation( 'Hello' ) );
		$this->work();
		self::assertSame( 'New support request from the AAIA chatbot', $this->mailbox->mails()[1]['subject'] );
	}

	public function test_the_other_subject_names_the_visitor_and_the_question(): void {
		update_option( 'blogname', 'Vélo Lumière' );
		$this->choose_the_other_subject();
		$this->alerted( $this->conversation( "My wheel\nis broken" ), '', null, null, 'Marie' );
		$this->alerted( $this->conversation( '' ), 'A broken wheel' );
		$this->alerted( $this->conversation( '' ) );
		$this->work();

		self::assertSame(
			[
				'[Vélo Lumière] Marie asks for help: “My wheel is broken”',
				'[Vélo Lumière] A visitor asks for help: “A broken wheel”',
				'[Vélo Lumière] A visitor asks for help: “(no message)”',
			],
			array_column( $this->mailbox->mails(), 'subject' )
		);
	}

	public function test_the_other_subject_stays_one_short_masked_line(): void {
		$this->choose_the_other_subject();
		$this->alerted(
			$this->conversation( "My card 4111 1111 1111 1111\r\nBcc: evil@example.net " . str_repeat( 'long ', 100 ) ),
			'',
			null,
			null,
			"Ana\u{2028}" . str_repeat( 'Maria ', 20 )
		);
		$this->work();
		$mail = $this->mailbox->only_mail();

		self::assertSame( [ 'team@example.org' ], $mail['to'] );
		self::assertDoesNotMatchRegularExpression( '/[\r\n\x{2028}]|4111/u', $mail['subject'] );
		self::assertMatchesRegularExpression( '/Ana Maria.*…? asks for help: “My card .* Bcc: evil@example\.net .*…”$/u', $mail['subject'] );
		self::assertLessThanOrEqual( 160, mb_strlen( $mail['subject'], 'UTF-8' ) );
	}

	public function test_the_preview_shows_the_real_mail_and_which_past_messages_fit(): void {
		$this->conversation( 'I want a refund' );
		$this->conversation( 'What are your hours?' );
		$this->sign_in();
		$preview = $this->rest( 'POST', '/alert-rules/preview', $this->body( [ 'words' => [ 'refunds' ], 'tag' => '[AAIA]' ] ) )->get_data();

		self::assertSame( '[AAIA] Alert from the AAIA chatbot: “Refunds”', $preview['subject'] );
		self::assertStringContainsString( 'User message: My order has not arrived.', $preview['text'] );
		self::assertSame( 1, $preview['trial']['found'] );
		self::assertSame( 'I want a refund', $preview['trial']['examples'][0]['text'] );
	}

	public function test_the_preview_says_when_an_expression_takes_too_much_work(): void {
		$this->conversation( str_repeat( 'a', 3999 ) . '!' );
		$this->sign_in();
		$preview = $this->rest( 'POST', '/alert-rules/preview', $this->body( [ 'patterns' => [ 'a*a*[bc]' ] ] ) )->get_data();

		self::assertStringContainsString( 'is too slow', (string) $preview['trial']['fault'] );
		self::assertSame( 0, $preview['trial']['found'] );
	}

	public function test_a_test_of_a_rule_reaches_its_recipients_marked_as_a_test(): void {
		$this->sign_in();
		$id     = $this->save(
			'new',
			[ 'words' => [ 'x' ], 'recipients' => [ 'one@example.org', 'two@example.org' ] ]
		)->get_data()['rule']['id'];
		$answer = $this->rest( 'POST', "/alert-rules/$id/test" )->get_data();

		self::assertTrue( $answer['ok'] );
		self::assertSame( [ [ 'one@example.org' ], [ 'two@example.org' ] ], array_column( $this->mailbox->mails(), 'to' ) );
		self::assertStringStartsWith( '[Test] ', $this->mailbox->mails()[0]['subject'] );
	}

	public function test_only_who_may_manage_settings_changes_rules(): void {
		$this->sign_in( 'editor' );
		foreach ( [ [
			'GET',
			'/alert-rules',
		], [ 'PUT', '/alert-rules/new' ], [ 'DELETE', '/alert-rules/x' ], [ 'POST', '/alert-rules/preview' ], [
			'POST',
			'/alert-rules/x/test',
		], [ 'PUT', '/alerts/people' ], [ 'GET', '/alerts' ], [ 'PATCH', '/alerts/x' ], [ 'GET', '/alerts/figures' ] ] as [ $method, $path ] ) {
			self::assertSame( 403, $this->rest( $method, $path, [] )->get_status(), "$method $path" );
		}
	}

	public function test_figures_count_what_happened_and_how_soon_a_person_answered(): void {
		update_option( 'timezone_string', 'Europe/Paris' );
		foreach ( [ 60, 120, 600 ] as $seconds ) {
			$conversation = $this->conversation( 'Hello', 'https://site.test/prices/?utm=' . $seconds );
			$this->alerted( $conversation );
			$this->work();
			$this->agent_answers( $conversation->id, $seconds );
		}
		$unanswered = $this->conversation( 'Hello', 'https://site.test/help/' );
		$this->happens( $this->asks_for_a_person( $unanswered, reason: SupportReason::Technical ) );
		$this->conversations->change( $unanswered->id, [ 'status' => 'resolved' ] );
		$this->sign_in();
		$alert = $this->alerts->for_conversation( $unanswered->id )[0];
		self::assertSame( 200, $this->rest( 'PATCH', "/alerts/$alert->public_id", [ 'needless' => true ] )->get_status() );
		$figures = $this->rest( 'GET', '/alerts/figures?from=2026-11-20&to=2026-11-20' )->get_data();

		self::assertSame( [ '2026-11-20' => 3 ], $figures['mails_by_day'] );
		self::assertSame( 4, $figures['requests'] );
		self::assertSame( [ 'asked' => 3, 'technical' => 1 ], array_merge( [ 'asked' => 0, 'technical' => 0 ], $figures['by_reason'] ) );
		self::assertSame( [ 'page' => 'https://site.test/prices/', 'count' => 3 ], $figures['by_page'][0] );
		self::assertSame( [ 'mean' => 260, 'median' => 120, 'answered' => 3 ], $figures['answer_seconds'] );
		self::assertSame( 0.25, $figures['resolution_rate'] );
		self::assertSame( [ [ 'rule' => 'support', 'name' => '', 'alerts' => 4, 'needless' => 1 ] ], $figures['rules'] );
		self::assertSame( 400, $this->rest( 'GET', '/alerts/figures?from=2026-11-20&to=2026-11-19' )->get_status() );
	}

	public function test_satisfaction_counts_what_was_said_after_the_request_only(): void {
		$ratings = new \Aaia\Chatbot\Conversations\RatingService(
			$this->database,
			$this->clock,
			$this->events,
			$this->conversations,
			new \Aaia\Chatbot\Conversations\SourceReportRepository( $this->database )
		);
		$before  = $this->conversation( 'Hello' );
		$after   = $this->conversation( 'Hello' );
		$ratings->score( $before->id, 1, '' );
		$this->clock->pass( '1 minute' );
		$this->alerted( $before );
		$this->alerted( $after );
		$this->sign_in();
		self::assertNull( $this->rest( 'GET', '/alerts/figures?from=2026-11-20&to=2026-11-20' )->get_data()['satisfaction'] );

		$this->clock->pass( '1 minute' );
		$ratings->score( $after->id, 4, '' );
		self::assertSame( 4.0, $this->rest( 'GET', '/alerts/figures?from=2026-11-20&to=2026-11-20' )->get_data()['satisfaction'] );
	}

	public function test_figures_bring_requests_about_the_same_together_and_count_no_mail_but_alerts(): void {
		$this->settings->save( [ 'acknowledge_mail' => true ] );
		foreach ( [ 'Where is my parcel?', 'where is my PARCEL', 'The lamp is broken' ] as $index => $words ) {
			$this->alerted( $this->conversation( $words ), '', "visitor$index@example.net" );
		}
		$this->wired()->get( DigestService::class )->deliver( $this->wired()->get( DigestService::class )->current() );
		$this->work();
		$this->sign_in();
		$figures = $this->rest( 'GET', '/alerts/figures?from=2026-11-20&to=2026-11-20' )->get_data();

		self::assertCount( 7, $this->mailbox->mails(), 'Three alerts, three questions to addresses, one summary.' );
		self::assertSame( [ '2026-11-20' => 3 ], $figures['mails_by_day'] );
		self::assertSame(
			[ 'where is my PARCEL', 'The lamp is broken' ],
			array_column( $figures['by_theme'], 'theme' ),
			'The newest wording stands for its theme.'
		);
		self::assertSame( [ 2, 1 ], array_column( $figures['by_theme'], 'count' ) );
	}

	public function test_figures_quote_the_visitors_question_and_not_the_answer_that_led_to_the_request(): void {
		$conversation = $this->conversation( 'Do you sell boats?' );
		$answer       = $this->messages->add( [
			'public_id'       => \Aaia\Chatbot\Support\Ids::random(),
			'conversation_id' => $conversation->id,
			'author_type'     => 'assistant',
			'parts'           => '{}',
			'text'            => 'I do not know that.',
			'refused'         => 1,
			'created_at'      => $this->clock->now()->format( 'Y-m-d H:i:s' ),
		] );
		$this->alerted( $conversation );
		$this->database->execute( 'UPDATE %i SET message_id = %d', $this->database->table( 'support_requests' ), $answer );
		$this->sign_in();

		$figures = $this->rest( 'GET', '/alerts/figures?from=2026-11-20&to=2026-11-20' )->get_data();
		self::assertSame( [ 'Do you sell boats?' ], array_column( $figures['by_theme'], 'theme' ) );
	}

	public function test_the_list_of_alerts_says_who_takes_care_of_what(): void {
		$this->alerted( $this->conversation( 'My boiler leaks' ) );
		$user = $this->sign_in();
		$item = $this->rest( 'GET', '/alerts' )->get_data()['items'][0];
		self::assertSame( 'My boiler leaks', $item['preview'] );
		self::assertNull( $item['acknowledged_at'] );

		$this->rest( 'PATCH', '/alerts/' . $item['id'], [ 'acknowledged' => true ] );
		self::assertSame( $user->display_name, $this->rest( 'GET', '/alerts' )->get_data()['items'][0]['acknowledged_by'] );
	}

	private function agent_answers( int $conversation_id, int $seconds ): void {
		$this->messages->add(
			[
				'public_id'       => \Aaia\Chatbot\Support\Ids::random(),
				'conversation_id' => $conversation_id,
				'author_type'     => 'agent',
				'parts'           => '{}',
				'text'            => 'Hello',
				'created_at'      => $this->clock->now()->modify( "+$seconds seconds" )->format( 'Y-m-d H:i:s' ),
			]
		);
	}

	/** @param array<string, mixed> $definition */
	private function save( string $id, array $definition, string $kind = 'keyword', bool $enabled = true ): \WP_REST_Response {
		return $this->rest( 'PUT', "/alert-rules/$id", $this->body( $definition, $kind, $enabled ) );
	}

	/** As one click in the editor does. */
	private function choose_the_other_subject(): void {
		$this->sign_in();
		$subject = $this->rest( 'GET', '/alert-rules' )->get_data()['defaults']['support']['other_subject'];
		$saved   = $this->save( 'support', [ 'subject' => $subject ], 'support' );
		self::assertSame( [ 200, [] ], [ $saved->get_status(), $saved->get_data()['warnings'] ] );
	}

	/**
	 * @param array<string, mixed> $definition
	 *
	 * @return array<string, mixed>
	 */
	private function body( array $definition, string $kind = 'keyword', bool $enabled = true ): array {
		return [
			'name'       => 'Refunds',
			'kind'       => $kind,
			'enabled'    => $enabled,
			'definition' => $definition + self::DEFINITION,
		];
	}
}
