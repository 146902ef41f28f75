<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Alerts;

use Aaia\Chatbot\Alerts\Rules\RuleDefinition;
use Aaia\Chatbot\Alerts\Rules\RuleRepository;
use Aaia\Chatbot\Assistant\Conditions\Trigger;
use Aaia\Chatbot\Llm\ChatRequest;
use Aaia\Chatbot\Llm\Finished;
use Aaia\Chatbot\Llm\FinishReason;
use Aaia\Chatbot\Llm\TextDelta;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Tests\ChatTestCase;
use Aaia\Chatbot\Tests\Harness\ScriptedModel;
use Aaia\Chatbot\Tests\Harness\TestVisitor;

/** Frustration is a reason to offer a person, the reason of the request that follows, and what a rule of its own can alert of. */
final class FrustrationAlertsTest extends ChatTestCase {

	private ScriptedModel $script;

	protected function setUp(): void {
		parent::setUp();
		$this->settings( [ 'support_email' => 'team@example.org', 'tools_enabled' => true ] );
		$this->script = $this->model( static fn( ChatRequest $request ): iterable => [
			new TextDelta( 'Parcels leave every morning.' ),
			new Finished( FinishReason::Stop ),
		] );
	}

	public function test_a_question_asked_again_is_answered_with_the_offer_of_a_person(): void {
		$visitor = $this->visitor();
		$first   = $this->answer( $visitor, 'When does my parcel leave?' );
		$second  = $this->answer( $visitor, 'when does my parcel leave', $first['metadata']['conversation'] );

		self::assertFalse( $first['metadata']['offer_person'] );
		self::assertTrue( $second['metadata']['offer_person'] );
	}

	public function test_the_model_is_told_and_asked_to_fetch_a_person_for_that_reason(): void {
		$visitor = $this->visitor();
		$answer  = $this->answer( $visitor, 'When does my parcel leave?' );
		$this->answer( $visitor, 'This is useless!!!', $answer['metadata']['conversation'] );

		self::assertStringNotContainsString( 'seems frustrated', $this->script->asked[0]->system );
		self::assertStringContainsString( 'call send_support_email with the reason frustration', $this->script->asked[1]->system );
	}

	public function test_once_a_person_was_asked_for_none_is_offered_again(): void {
		$visitor = $this->visitor();
		$id      = $this->answer( $visitor, 'When does my parcel leave?' )['metadata']['conversation'];
		$visitor->asks( 'POST', "/chat/$id/handover", [] );

		self::assertFalse( $this->answer( $visitor, 'THIS IS USELESS', $id )['metadata']['offer_person'] );
	}

	public function test_the_button_then_says_why(): void {
		$visitor = $this->visitor();
		$id      = $this->answer( $visitor, 'When does my parcel leave?' )['metadata']['conversation'];
		$this->answer( $visitor, 'When does my parcel leave?', $id );
		$visitor->asks( 'POST', "/chat/$id/handover", [] );
		self::assertSame( 'frustration', $this->newest_request()['reason'] );

		$calm = $this->visitor();
		$id   = $this->answer( $calm, 'Do you sell lamps?' )['metadata']['conversation'];
		$calm->asks( 'POST', "/chat/$id/handover", [] );
		self::assertSame( 'asked', $this->newest_request()['reason'] );

		$this->visitor()->asks(
			'POST',
			'/chat/anewconversation0001/handover',
			[ 'message' => 'Vous ne servez à rien', 'email' => 'ana@example.net' ]
		);
		self::assertSame( 'frustration', $this->newest_request()['reason'] );
	}

	public function test_a_rule_alerts_its_own_recipients_in_its_own_words_once(): void {
		$this->rule( [ 'recipients' => [ 'calm@example.org' ], 'subject' => 'Upset: {matched}' ] );
		$visitor = $this->visitor();
		$id      = $this->answer( $visitor, 'When does my parcel leave?' )['metadata']['conversation'];
		$this->work();
		self::assertSame( [], $this->mailbox->mails() );

		$this->answer( $visitor, 'When does my parcel leave?', $id );
		$this->answer( $visitor, 'WHEN DOES IT LEAVE ?!!', $id );
		$this->work();
		$mail = $this->mailbox->only_mail();

		self::assertSame( [ 'calm@example.org' ], $mail['to'] );
		self::assertSame( 'Upset: the same question again', $mail['subject'] );
		self::assertStringContainsString( 'seems frustrated or confused: the same question again.', $mail['text'] );
		self::assertStringContainsString( 'X-AAIA-Type: frustration', $mail['headers'] );
	}

	public function test_two_answers_that_do_not_know_alert_at_once_without_another_word_of_the_visitor(): void {
		$this->settings( [ 'provider' => 'builtin', 'tools_enabled' => false ] );
		$this->rule( [] );
		$visitor = $this->visitor();
		$id      = $this->answer( $visitor, 'Combien coûte un zeppelin ?' )['metadata']['conversation'];
		$this->work();
		self::assertSame( [], $this->mailbox->mails() );

		$this->answer( $visitor, 'Et vendez-vous des sous-marins nucléaires ?', $id );
		$this->work();
		self::assertStringContainsString( 'two questions in a row without an answer', $this->mailbox->only_mail()['text'] );
	}

	public function test_a_rule_can_be_narrowed_to_pages_and_words_and_is_tried_on_past_messages(): void {
		$visitor = $this->visitor();
		$id      = $this->answer( $visitor, 'When does my parcel leave?' )['metadata']['conversation'];
		$this->answer( $visitor, 'When does my parcel leave?', $id );
		$this->answer( $visitor, 'Do you sell lamps?', $id );
		$this->sign_in();
		$trial = fn( array $words ): array => $this->rest( 'POST', '/alert-rules/preview', [
			'name'       => 'Upset',
			'kind'       => 'frustration',
			'enabled'    => true,
			'definition' => RuleDefinition::from_array( [ 'words' => $words ] )->to_array(),
		] )->get_data();

		self::assertSame(
			[ 3, 1, 'the same question again' ],
			[ $trial( [] )['trial']['checked'], $trial( [] )['trial']['found'], $trial( [] )['trial']['examples'][0]['matched'] ]
		);
		self::assertSame( 1, $trial( [ 'parcel' ] )['trial']['found'] );
		self::assertSame( 0, $trial( [ 'lamp' ] )['trial']['found'] );
		self::assertSame( 'A visitor of the AAIA chatbot seems frustrated', $trial( [] )['subject'] );
	}

	/**
	 * A visitor says this; the finished answer.
	 *
	 * @return array<string, mixed>
	 */
	private function answer( TestVisitor $visitor, string $text, ?string $conversation = null ): array {
		return $visitor->says( $text, $conversation )->get_data();
	}

	/** @param array<string, mixed> $definition */
	private function rule( array $definition ): void {
		( new RuleRepository( $this->database(), $this->plugin->services->get( Clock::class ) ) )->add(
			'Upset',
			Trigger::Frustration,
			true,
			RuleDefinition::from_array( $definition )
		);
	}

	/** @return array<string, ?string> */
	private function newest_request(): array {
		return $this->database()->row( 'SELECT * FROM %i ORDER BY id DESC LIMIT 1', $this->database()->table( 'support_requests' ) ) ?? [];
	}
}
