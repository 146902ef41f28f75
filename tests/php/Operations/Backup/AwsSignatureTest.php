<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Operations\Backup;

use Aaia\Chatbot\Operations\Backup\AwsSignature;
use PHPUnit\Framework\Attributes\DataProvider;

/** The examples that Amazon publishes: https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html */
final class AwsSignatureTest extends \PHPUnit\Framework\TestCase {

	/** @return array<string, array{string, string, string, array<string, string>, string}> */
	public static function examples(): array {
		$bucket = 'https://examplebucket.s3.amazonaws.com/';
		return [
			'GET an object'       => [
				'GET',
				$bucket . 'test.txt',
				'',
				[ 'range' => 'bytes=0-9' ],
				'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
			],
			'PUT an object'       => [
				'PUT',
				$bucket . 'test%24file.text',
				'Welcome to Amazon S3.',
				[ 'date' => 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class' => 'REDUCED_REDUNDANCY' ],
				'98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
			],
			'GET with an empty query' => [
				'GET',
				$bucket . '?lifecycle',
				'',
				[],
				'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
			],
			'list objects'        => [
				'GET',
				$bucket . '?max-keys=2&prefix=J',
				'',
				[],
				'34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
			],
		];
	}

	/** @param array<string, string> $headers */
	#[DataProvider( 'examples' )]
	public function test_the_published_examples_are_signed_alike(
		string $method,
		string $url,
		string $body,
		array $headers,
		string $signature,
	): void {
		$signer = new AwsSignature( 'AKIAIOSFODNN7EXAMPLE', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'us-east-1' );
		$signed = $signer->headers( $method, $url, $body, new \DateTimeImmutable( '2013-05-24T00:00:00Z' ), $headers );
		self::assertStringEndsWith( 'Signature=' . $signature, $signed['authorization'] );
	}
}
