import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { documentSelector } from '../../src/server/selector';

describe('documentSelector', () => {
  it('takes RON everywhere, and JSON in repositories', () => {
    assert.deepEqual(documentSelector([]), [{ scheme: 'file', language: 'ron' }]);
    assert.deepEqual(documentSelector(['/home/me/infra']), [
      { scheme: 'file', language: 'ron' },
      { scheme: 'file', language: 'json', pattern: '/home/me/infra/**' },
      { scheme: 'file', language: 'jsonc', pattern: '/home/me/infra/**' },
    ]);
  });

  it('takes signs of a path as they are', () => {
    assert.equal(documentSelector(['/a[b]/{c}*?'])[1]?.pattern, '/a[[]b[]]/[{]c[}][*][?]/**');
    assert.equal(documentSelector(['C:\\infra'])[1]?.pattern, 'C:/infra/**');
  });
});
