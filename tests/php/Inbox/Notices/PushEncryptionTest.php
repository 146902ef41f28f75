<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox\Notices;

use Aaia\Chatbot\Inbox\Notices\P256;
use Aaia\Chatbot\Inbox\Notices\PushEncryption;
use Aaia\Chatbot\Inbox\Notices\VapidKeys;
use Aaia\Chatbot\Settings\SecretBox;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Tests\Harness\TestClock;
use Aaia\Chatbot\Tests\TestCase;

/** The bytes of Web Push: RFC 8291 and RFC 8292. */
final class PushEncryptionTest extends TestCase {

	/** Keys, salt, text and result of RFC 8291, section 5. */
	private const VECTOR = [
		'text'   => 'When I grow up, I want to be a watermelon',
		'auth'   => 'BTBZMqHH6r4Tts7J_aSIgg',
		'theirs' => 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
		'secret' => 'yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw',
		'ours'   => 'BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8',
		'salt'   => 'DGv6ra1nlYgDCS1FRnbzlw',
		'result' => 'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT'
			. 'pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
	];

	public function test_the_example_of_the_standard_gives_its_result(): void {
		$of     = static fn( string $name ): string => (string) Ids::from_base64url( self::VECTOR[ $name ] );
		// ECPrivateKey (RFC 5915): version 1, the secret, prime256v1, the point.
		$der    = hex2bin( '30770201010420' ) . $of( 'secret' ) . hex2bin( 'a00a06082a8648ce3d030107a14403420004' ) . substr( $of( 'ours' ), 1 );
		$own    = openssl_pkey_get_private( "-----BEGIN EC PRIVATE KEY-----\n" . base64_encode( $der ) . "\n-----END EC PRIVATE KEY-----" );
		self::assertNotFalse( $own );
		$sealed = PushEncryption::encrypt( self::VECTOR['text'], $of( 'theirs' ), $of( 'auth' ), $own, $of( 'salt' ) );
		self::assertSame( self::VECTOR['result'], Ids::base64url( $sealed ) );
	}

	public function test_no_two_messages_share_a_key_and_none_is_longer_than_push_services_take(): void {
		$point  = P256::point( P256::new_key() );
		$auth   = random_bytes( 16 );
		$longest = str_repeat( 'x', PushEncryption::MOST );
		[ $one, $other ] = [ PushEncryption::encrypt( $longest, $point, $auth ), PushEncryption::encrypt( $longest, $point, $auth ) ];
		self::assertNotSame( substr( $one, 0, 86 ), substr( $other, 0, 86 ) );
		self::assertSame( 4096, strlen( $one ) );
		$this->expectException( \InvalidArgumentException::class );
		PushEncryption::encrypt( $longest . 'x', $point, $auth );
	}

	public function test_what_is_no_point_of_the_curve_is_no_key(): void {
		$point = P256::point( P256::new_key() );
		self::assertNotNull( P256::public_key( $point ) );
		$beside     = $point;
		$beside[64] = chr( ord( $beside[64] ) ^ 1 );
		foreach ( [ $beside, substr( $point, 0, 64 ), "\x02" . substr( $point, 1 ), '', str_repeat( "\0", 65 ) ] as $wrong ) {
			self::assertNull( P256::public_key( $wrong ) );
		}
	}

	public function test_a_signature_is_64_bytes_that_openssl_confirms_as_der(): void {
		$key = P256::new_key();
		for ( $i = 0; $i < 300; $i++ ) {
			$signature = P256::sign( "text $i", $key );
			self::assertSame( 64, strlen( $signature ) );
			$integers = '';
			foreach ( str_split( $signature, 32 ) as $part ) {
				$part      = ltrim( $part, "\0" );
				$part      = ord( $part[0] ) > 127 ? "\0" . $part : $part;
				$integers .= "\x02" . chr( strlen( $part ) ) . $part;
			}
			self::assertSame( 1, openssl_verify(
				"text $i",
				"\x30" . chr( strlen( $integers ) ) . $integers,
				P256::public_key( P256::point( $key ) ) ?? '',
				OPENSSL_ALGO_SHA256
			) );
		}
	}

	public function test_the_sites_key_is_made_once_encrypted_and_signs_for_one_push_service(): void {
		$clock = new TestClock();
		$keys  = new VapidKeys( new SecretBox(), $clock );
		$known = $keys->public_key();
		self::assertSame( $known, ( new VapidKeys( new SecretBox(), $clock ) )->public_key(), 'for another request too' );
		self::assertStringStartsWith( 'v1:', get_option( VapidKeys::OPTION ) );
		self::assertStringNotContainsString( 'PRIVATE', get_option( VapidKeys::OPTION ) );

		$header = $keys->authorization( 'https://push.example.com/send/abc?x=1' );
		self::assertMatchesRegularExpression( '/\Avapid t=[\w-]+\.[\w-]+\.[\w-]+, k=[\w-]+\z/', $header );
		$parts = (array) preg_split( '/[=.,]/', $header );
		self::assertSame( $known, $parts[5] ?? '' );
		$claims = json_decode( (string) Ids::from_base64url( (string) ( $parts[2] ?? '' ) ), true );
		self::assertSame( 'https://push.example.com', $claims['aud'] );
		self::assertSame( $clock->now()->getTimestamp() + 12 * 3600, $claims['exp'] );
		self::assertMatchesRegularExpression( '/\A(?:mailto:|https:)/', $claims['sub'] );
		self::assertStringContainsString( '"ES256"', (string) Ids::from_base64url( (string) ( $parts[1] ?? '' ) ) );

		update_option( VapidKeys::OPTION, 'v1:' . base64_encode( random_bytes( 80 ) ) );
		self::assertNotSame( $known, ( new VapidKeys( new SecretBox(), $clock ) )->public_key(), 'other salts: another key' );
	}
}
