<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Mail;

use Aaia\Chatbot\Mail\PersonalDataMasker;
use Aaia\Chatbot\Tests\Alerts\AlertsTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

/** What nobody in a mailbox needs to read is hidden before it leaves the site. */
final class PersonalDataMaskerTest extends AlertsTestCase {

	/** @return array<string, array{string, string}> */
	public static function hidden(): array {
		return [
			'a card'               => [ 'My card is 4111 1111 1111 1111, thanks', 'My card is •••• 1111, thanks' ],
			'a card with hyphens'  => [ '5500-0000-0000-0004', '•••• 0004' ],
			'a card in a sentence' => [ 'Ma carte 378282246310005.', 'Ma carte •••• 0005.' ],
			'a French account'     => [ 'IBAN FR14 2004 1010 0505 0001 3M02 606', 'IBAN •••• 2606' ],
			'a German account'     => [ 'de89370400440532013000 please', '•••• 3000 please' ],
			'social security'      => [ 'Mon numéro : 2 55 08 14 168 025 38', 'Mon numéro : •••• 2538' ],
		];
	}

	#[DataProvider( 'hidden' )]
	public function test_numbers_that_check_are_hidden( string $words, string $shown ): void {
		self::assertSame( $shown, ( new PersonalDataMasker( $this->settings ) )->mask( $words ) );
	}

	/** @return array<string, array{string}> */
	public static function kept(): array {
		return [
			'an order'            => [ 'Order 4111111111111112' ],
			'a telephone'         => [ 'Call +33 6 12 34 56 78' ],
			'an address'          => [ 'Write to ana@example.net' ],
			'a price'             => [ 'It costs 1 200,50 EUR' ],
			'a word like an IBAN' => [ 'AB12 is the name of the model that I bought' ],
			'a long number'       => [ '000000000000000000000000000000' ],
			'not text'            => [ "\xff\xfe 12" ],
		];
	}

	#[DataProvider( 'kept' )]
	public function test_other_words_stay( string $words ): void {
		self::assertSame( $words, ( new PersonalDataMasker( $this->settings ) )->mask( $words ) );
	}

	public function test_the_owner_can_hide_contacts_too_or_nothing(): void {
		$words = 'ana.b@example.net or +33 6 12 34 56 78, card 4111111111111111';
		$this->settings->save( [ 'alert_masks' => 'all' ] );
		self::assertSame(
			'a•••@••• or •••• 5678, card •••• 1111',
			( new PersonalDataMasker( $this->settings ) )->mask( $words ),
		);
		$this->settings->save( [ 'alert_masks' => 'off' ] );
		self::assertSame( $words, ( new PersonalDataMasker( $this->settings ) )->mask( $words ) );
	}

	public function test_they_apply_to_every_mail_and_the_conversation_keeps_the_words(): void {
		$conversation = $this->conversation(
			'My card 4111 1111 1111 1111 was charged twice',
			'https://site.test/pay/?card=4111111111111111',
			'Pay 4111111111111111'
		);
		$this->alerted( $conversation, 'Card 4111111111111111', name: 'Ann 4111111111111111' );
		$this->work();
		$text = $this->mailbox->only_mail()['text'];

		self::assertStringContainsString( 'User message: My card •••• 1111 was charged twice', $text );
		self::assertStringContainsString( 'Summary: Card •••• 1111', $text );
		self::assertStringContainsString( '> Visitor: My card •••• 1111', $text );
		self::assertStringNotContainsString( '4111', $text );
		self::assertStringContainsString( 'Name: Ann •••• 1111', $text );
		self::assertStringContainsString( 'Context: Pay •••• 1111 – https://site.test/pay/?card=•••• 1111', $text );
		self::assertStringContainsString( '4111 1111', (string) ( $this->messages->thread( $conversation->id, 1, false )[0] ?? null )?->text );
	}
}
