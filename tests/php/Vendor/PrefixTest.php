<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Vendor;

use Aaia\Chatbot\Content\Text\Docx\DocxText;
use Aaia\Chatbot\Content\Text\FileKind;
use Aaia\Chatbot\Content\Text\FileReader;
use Aaia\Chatbot\Content\Text\HtmlText;
use Aaia\Chatbot\Content\Text\Pdf\PdfText;
use Aaia\Chatbot\Content\Text\TextFileReader;
use Aaia\Chatbot\Tests\Content\Text\Pdf\PdfFile;
use Aaia\Chatbot\Tests\TestCase;
use PhpParser\Node;
use PhpParser\NodeFinder;
use PhpParser\NodeTraverser;
use PhpParser\NodeVisitor\NameResolver;
use PhpParser\ParserFactory;

/** The library we ship: below our own namespace, so that nothing another plugin brings can take its place. */
final class PrefixTest extends TestCase {

	private const FOLDER = __DIR__ . '/../../../vendor-prefixed';

	/** @return list<\SplFileInfo> */
	private function files(): array {
		$files = [];
		foreach ( new \RecursiveIteratorIterator( new \RecursiveDirectoryIterator( self::FOLDER, \FilesystemIterator::SKIP_DOTS ) ) as $file ) {
			if ( 'php' === $file->getExtension() ) {
				$files[] = $file;
			}
		}
		return $files;
	}

	public function test_every_name_of_the_library_is_ours(): void {
		$parser = ( new ParserFactory() )->createForHostVersion();
		$finder = new NodeFinder();
		$files  = $this->files();
		self::assertGreaterThan( 40, count( $files ) );
		foreach ( $files as $file ) {
			$resolver = new NodeTraverser( new NameResolver() );
			$nodes    = $resolver->traverse( $parser->parse( (string) file_get_contents( $file->getPathname() ) ) ?? [] );
			$names    = array_map( static fn( Node\Name $name ): string => $name->toString(), $finder->findInstanceOf( $nodes, Node\Name::class ) );
			$strings  = array_map(
				static fn( Node\Scalar\String_ $string ): string => ltrim( $string->value, '\\' ),
				$finder->findInstanceOf( $nodes, Node\Scalar\String_::class ),
			);
			foreach ( [ ...$names, ...$strings ] as $name ) {
				self::assertStringStartsNotWith( 'Smalot', $name, $file->getPathname() );
			}
			self::assertStringContainsString(
				"\nnamespace Aaia\\Chatbot\\Vendor\\Smalot\\PdfParser",
				(string) file_get_contents( $file->getPathname() ),
			);
			self::assertDoesNotMatchRegularExpression(
				'/(?<!Vendor|Vendor\\\\)\\\\Smalot\\\\/',
				(string) file_get_contents( $file->getPathname() ),
			);
		}
	}

	public function test_another_plugins_copy_of_the_library_changes_nothing(): void {
		foreach ( [ 'Parser', 'Config', 'Page', 'PDFObject', 'Font' ] as $name ) {
			if ( ! class_exists( 'Smalot\\PdfParser\\' . $name, false ) ) {
				eval( 'namespace Smalot\\PdfParser; class ' . $name . ' { public function __call( $name, $arguments ) { throw new '
					. '\\LogicException( "The other copy." ); } }' );
			}
		}
		$path = (string) tempnam( sys_get_temp_dir(), 'aaia' );
		file_put_contents( $path, ( new PdfFile() )->text( [ 'Read by our own copy.' ] )->bytes() );
		$content = ( new FileReader( new TextFileReader( new HtmlText() ), new DocxText(), new PdfText() ) )->read( FileKind::Pdf, $path );
		unlink( $path );
		self::assertSame( 'Read by our own copy.', $content->sections[0]->text );
	}

	public function test_its_licences_go_with_it(): void {
		self::assertStringContainsString(
			'GNU LESSER GENERAL PUBLIC LICENSE',
			(string) file_get_contents( self::FOLDER . '/Smalot/PdfParser/LGPL-3.txt' ),
		);
		self::assertStringContainsString(
			'Version 3, 29 June 2007',
			(string) file_get_contents( self::FOLDER . '/Smalot/PdfParser/GPL-3.txt' ),
		);
	}
}
